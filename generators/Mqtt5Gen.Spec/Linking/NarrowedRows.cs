namespace Mqtt5Gen.Spec.Linking;

/// <summary>The rows of overlays that narrow a field, or that add a check or limit, by the row of the base that they are about.</summary>
internal sealed class NarrowedRows
{
    private readonly List<(NodeReader Of, NodeReader Row)> _fields = [];
    private readonly List<(NodeReader Of, NodeReader Row)> _checks = [];
    private readonly List<(NodeReader Of, NodeReader Row)> _limits = [];

    public void AddField(NodeReader field, NodeReader row) => _fields.Add((field, row));

    public void AddCheck(NodeReader owner, NodeReader row) => _checks.Add((owner, row));

    public void AddLimit(NodeReader owner, NodeReader row) => _limits.Add((owner, row));

    public IEnumerable<NodeReader> Fields(NodeReader field) => Rows(_fields, field);

    public IEnumerable<NodeReader> Checks(NodeReader owner) => Rows(_checks, owner);

    public IEnumerable<NodeReader> Limits(NodeReader owner) => Rows(_limits, owner);

    private static IEnumerable<NodeReader> Rows(List<(NodeReader Of, NodeReader Row)> rows, NodeReader of) =>
        rows.Where(row => ReferenceEquals(row.Of, of)).Select(row => row.Row);
}
