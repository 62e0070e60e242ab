using Mqtt5Gen.Broker.Routing;

namespace Mqtt5Gen.Broker.Retained;

/// <summary>
/// A topic, or the way to one. Siblings are linked, newest first: a walk that stopped at one of them goes on from it even if
/// it was removed meanwhile, because a removed node keeps its link and nobody is ever inserted behind it.
/// </summary>
internal sealed class RetainedNode<TMessage>(byte[] level) : LevelNode<RetainedNode<TMessage>>(level)
    where TMessage : class
{
    private RetainedNode<TMessage>? _previous;

    public TMessage? Message { get; set; }

    public RetainedNode<TMessage>? FirstChild { get; private set; }

    public RetainedNode<TMessage>? Next { get; private set; }

    public RetainedNode<TMessage> Prepend(ReadOnlySpan<byte> level)
    {
        var child = new RetainedNode<TMessage>(level.ToArray()) { Next = FirstChild };
        if (FirstChild is not null) FirstChild._previous = child;
        FirstChild = child;
        AddChild(child);
        return child;
    }

    public void Drop(RetainedNode<TMessage> child)
    {
        RemoveChild(child);
        if (child.Next is not null) child.Next._previous = child._previous;
        if (child._previous is null) FirstChild = child.Next;
        else child._previous.Next = child.Next;
    }
}
