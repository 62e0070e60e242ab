using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Cli.Output;
using Spectre.Console;
using Rule = Mqtt5Gen.Spec.Model.Rule;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>Packets for people: a table of the parts of each, and what is wrong with it.</summary>
internal sealed class InspectReport(SpecProtocol protocol, CliOutput output)
{
    private static readonly string[] Headings = ["", "Offset", "Bytes", "Field", "Value"];

    /// <summary>Writes all packets.</summary>
    public void Write(IReadOnlyList<InspectedPacket> packets)
    {
        for (var i = 0; i < packets.Count; i++)
        {
            if (i > 0) output.Line("");
            Write(packets[i], packets.Count > 1);
        }
    }

    private void Write(InspectedPacket packet, bool isOneOfMany)
    {
        output.Line(Title(packet, isOneOfMany), "bold");
        WriteTable(PartRow.Of(packet.Decoded));
        if (packet.Decoded.Broken is { } broken) WriteBroken(packet.Decoded, broken);
        else if (packet.Decoded.IsIncomplete) output.Line(Incomplete(packet), "yellow");
    }

    private string Title(InspectedPacket packet, bool isOneOfMany)
    {
        var decoded = packet.Decoded;
        var name = decoded.Packet?.Name ?? (decoded.Head.Type is { } type ? $"Packet type {type}" : "A packet");
        var place = isOneOfMany ? $", at byte {packet.Offset} of the input" : "";
        return $"{name}, {protocol.Name} {decoded.Version.Name}, from the {protocol.Roles.Of(packet.Sender).Name}{Reason(packet.SenderSource)}, {ValueText.OfCount(decoded.Bytes.Length)}{place}";
    }

    private static string Reason(SenderSource source) => source switch
    {
        SenderSource.Told => "",
        SenderSource.Only => " (nobody else sends it)",
        SenderSource.Valid => " (it is not valid from the other side)",
        _ => " (assumed; --from tells)",
    };

    private void WriteTable(IReadOnlyList<PartRow> rows)
    {
        if (!output.IsTerminal)
        {
            PlainTable.Write(output.Out, Headings, [.. rows.Select(row => (string[])[row.IsBroken ? ">" : "", $"{row.Start}", row.Bytes, row.Field, row.Value])]);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in Headings) table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))));
        foreach (var row in rows) table.AddRow(Cells(row));
        output.Console.Write(table);
    }

    private static IEnumerable<Text> Cells(PartRow row)
    {
        var broken = row.IsBroken ? new Style(Color.Red, decoration: Decoration.Bold) : (Style?)null;
        return
        [
            new(row.IsBroken ? ">" : "", broken),
            new($"{row.Start}", broken ?? new Style(Color.Grey)),
            new(row.Bytes, broken ?? new Style(Color.Blue)),
            new(row.Field, broken),
            new(row.Value, broken ?? new Style(Color.Green)),
        ];
    }

    private void WriteBroken(DecodedPacket packet, BrokenRule broken)
    {
        var rule = protocol.Rules.First(candidate => candidate.Name == broken.Rule.Name);
        var id = rule.Id is { } statement ? $"{statement} {rule.Name}" : rule.Name;
        output.Line($"Breaks {id} at byte {broken.Offset}: {rule.About}".TrimEnd(' ', ':'), "red");
        if (Source(rule) is { Length: > 0 } source) output.Line(source);
        foreach (var line in HexDump.Around(packet.Bytes, broken.Offset)) output.Line(line, line.EndsWith('^') ? "red" : null);
    }

    // Not every protocol has sections, or answers.
    private string Source(Rule rule)
    {
        var section = rule.Section is { } number ? $"Section {number}." : "";
        var answer = rule.Answer is { } name ? $"The answer is {name} (0x{protocol.ReasonCodes.First(code => code.Name == name).Code:X2})." : "";
        return $"{section} {answer}".Trim();
    }

    private static string Incomplete(InspectedPacket packet) => packet.Decoded.Head.Length is { } length
        ? $"Incomplete: {ValueText.OfCount(packet.Missing)} of {length} missing."
        : "Incomplete: it ends inside its length, at least 1 byte is missing.";
}
