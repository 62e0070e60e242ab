namespace Mqtt5Gen.Broker.Routing;

/// <summary>A node of a trie of topic levels: its own level, and its children by theirs.</summary>
internal abstract class LevelNode<TNode>(byte[] level)
    where TNode : LevelNode<TNode>
{
    // Most nodes have one child or none: a dictionary comes with the second.
    private TNode? _onlyChild;
    private Dictionary<byte[], TNode>.AlternateLookup<ReadOnlySpan<byte>> _children;

    public byte[] Level { get; } = level;

    public int ChildCount => _children.Dictionary?.Count ?? (_onlyChild is null ? 0 : 1);

    public TNode? FindChild(ReadOnlySpan<byte> level)
    {
        if (_children.Dictionary is not null) return _children.TryGetValue(level, out var child) ? child : null;

        return _onlyChild is not null && level.SequenceEqual(_onlyChild.Level) ? _onlyChild : null;
    }

    public void AddChild(TNode child)
    {
        if (_children.Dictionary is { } children)
        {
            children.Add(child.Level, child);
            return;
        }

        if (_onlyChild is null)
        {
            _onlyChild = child;
            return;
        }

        var both = new Dictionary<byte[], TNode>(LevelComparer.Instance) { { _onlyChild.Level, _onlyChild }, { child.Level, child } };
        _children = both.GetAlternateLookup<ReadOnlySpan<byte>>();
        _onlyChild = null;
    }

    public void RemoveChild(TNode child)
    {
        if (_children.Dictionary is not { } children)
        {
            _onlyChild = null;
            return;
        }

        children.Remove(child.Level);
        if (children.Count == 1)
        {
            _onlyChild = children.Values.First();
            _children = default;
            return;
        }

        if (children.Count < children.Capacity / 8) children.TrimExcess(children.Count * 2);
    }
}
