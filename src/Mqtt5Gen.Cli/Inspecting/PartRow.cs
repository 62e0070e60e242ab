using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>A line of the table of a packet's parts.</summary>
/// <param name="Start">Where the part starts.</param>
/// <param name="Length">How many bytes are shown; none for bits, and for what is shown by its own parts.</param>
/// <param name="Bytes">Its bytes, or its bits in their places.</param>
/// <param name="Field">Its name, indented by what it is a part of.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsBroken">Whether the rule is broken here.</param>
internal sealed record PartRow(int Start, int Length, string Bytes, string Field, string Value, bool IsBroken = false)
{
    private const int MostBytes = 16;
    private const int MostCharacters = 80;

    /// <summary>The lines of a packet: its parts, and what could not be read.</summary>
    public static IReadOnlyList<PartRow> Of(DecodedPacket packet)
    {
        var rows = packet.Parts.SelectMany(part => Of(packet, part, 0)).ToList();
        var end = rows.Count == 0 ? 0 : rows.Max(row => row.Start + row.Length);
        if (end < packet.Bytes.Length) rows.Add(new(end, packet.Bytes.Length - end, Hex(packet.Bytes.Span[end..]), "(not read)", ""));
        if (packet.Broken is not { Offset: var place }) return rows;

        // What is missing is told at the last part that there is.
        var broken = rows.FindIndex(row => row.Start <= place && place < row.Start + row.Length);
        if (broken < 0) broken = rows.FindLastIndex(row => row.Start <= place);
        if (broken >= 0) rows[broken] = rows[broken] with { IsBroken = true };
        return rows;
    }

    private static IEnumerable<PartRow> Of(DecodedPacket packet, Part part, int depth)
    {
        var own = packet.Bytes.Span.Slice(part.Offset, part.Length);
        var shownByItself = part.Kind is not PartKind.Bits && part.Parts.All(inner => inner.Kind is PartKind.Bits);
        var bytes = part.Kind is PartKind.Bits ? Bits(part, own[0]) : shownByItself ? Hex(own) : "";
        yield return new(part.Offset, shownByItself ? part.Length : 0, bytes, new string(' ', 2 * depth) + part.Name, Cut(part.Text ?? ""));
        foreach (var row in part.Parts.SelectMany(inner => Of(packet, inner, depth + 1))) yield return row;
    }

    private static string Bits(Part part, byte source)
    {
        var bits = Convert.ToString(source, 2).PadLeft(8, '0').ToCharArray();
        for (var bit = 0; bit < 8; bit++)
        {
            if (bit > part.HighBit || bit < part.LowBit) bits[7 - bit] = '.';
        }

        return new string(bits);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= MostBytes ? ValueText.OfBytes(bytes) : $"{ValueText.OfBytes(bytes[..MostBytes])} ... ({ValueText.OfCount(bytes.Length)})";

    private static string Cut(string text) => text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}...";
}
