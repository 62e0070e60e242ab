namespace Mqtt5Gen.Cli.Documenting;

/// <summary>A row of a byte diagram.</summary>
/// <param name="Label">Which byte.</param>
/// <param name="Cells">What its bits hold, from bit 7; together eight bits wide.</param>
internal sealed record ByteRow(string Label, IReadOnlyList<ByteCell> Cells)
{
    /// <summary>A row that one thing fills.</summary>
    public static ByteRow Whole(string label, string text) => new(label, [new(8, text)]);
}
