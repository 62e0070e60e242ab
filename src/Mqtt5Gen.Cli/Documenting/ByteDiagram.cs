using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>A packet as bytes and bits, in wire order.</summary>
internal sealed class ByteDiagram(DocumentSet documents, Packet packet)
{
    private const string Then = "then";

    private readonly List<ByteRow> _rows = [];
    private int? _next = 1;

    /// <summary>Draws a packet.</summary>
    public static string Draw(DocumentSet documents, Packet packet) => new ByteDiagram(documents, packet).Draw();

    private string Draw()
    {
        AddFixedHeader();
        _next = 1;
        Add(packet.Fields, "body ");
        return ByteTable.Draw(_rows);
    }

    private void AddFixedHeader()
    {
        var type = Enumerable.Range(0, 4).Select(bit => new ByteCell(1, (packet.Type >> (3 - bit) & 1) == 1 ? "1" : "0"));
        foreach (var (label, cells) in Layouts(packet.Flags, packet.Versions)) _rows.Add(new($"byte 1{label}", [.. type, .. cells]));

        _rows.Add(ByteRow.Whole("byte 2 on", "Remaining Length (Variable Byte Integer)"));
    }

    private void Add(IEnumerable<Field> fields, string prefix)
    {
        foreach (var field in fields)
        {
            if (field.Bits.Count > 0) AddBits(field, prefix);
            else _rows.Add(ByteRow.Whole(Label(field, prefix), Content(field)));

            if (field.Each?.Item is { } item)
            {
                _next = null;
                Add(item.Fields, "");
            }
        }
    }

    private void AddBits(Field field, string prefix)
    {
        var label = Label(field, prefix);
        foreach (var (versions, cells) in Layouts(field.Bits, field.Versions)) _rows.Add(new(label + versions, cells));
    }

    // Bytes have numbers for as long as every field before them has one length in every version.
    private string Label(Field field, string prefix)
    {
        var start = _next;
        var isAlways = field is { If: null, WhenOmitted: null, Each: null } && field.Versions == VersionRange.All;
        var length = field.Value.Count == 1 ? field.Value[0].Text.Length + 2 : field.Type is null ? null : TypeWords.FixedLength(field.Type.Base);
        _next = isAlways ? start + length : null;
        if (start is not { } first) return Then;
        if (length is not { } known) return $"{prefix}{first} on";

        return known == 1 ? $"{prefix}{first}" : $"{prefix}{first} to {first + known - 1}";
    }

    private string Content(Field field)
    {
        var content = field.Value.Count > 0 ? $" {string.Join(" or ", field.Value.Select(value => $"\"{value.Text}\""))}" : "";
        var type = field.Type is null ? "" : $" ({TypeWords.Form(field.Type.Base)})";
        var presence = documents.Presence(field) is { Length: > 0 } when ? $", {when}" : "";
        var item = field.Each?.Item is { } each ? $"; each {each.Name}:" : "";
        return field.Name + content + type + presence + item;
    }

    // Versions that share a layout share a row; where all do, none is named.
    private List<(string Label, IReadOnlyList<ByteCell> Cells)> Layouts(IReadOnlyList<BitField> bits, VersionRange around)
    {
        var protocol = documents.Protocol;
        var layouts = protocol.Versions
            .Where(version => packet.Versions.Holds(version, protocol) && around.Holds(version, protocol))
            .Select(version => (version.Name, Cells: Cells(bits.Where(bit => bit.Versions.Holds(version, protocol)))))
            .GroupBy(layout => string.Join('|', layout.Cells.Select(cell => $"{cell.Bits} {cell.Text}")))
            .ToList();
        return
        [
            .. layouts.Select(group => (layouts.Count == 1 ? "" : $" ({string.Join(", ", group.Select(layout => layout.Name))})", group.First().Cells)),
        ];
    }

    private static IReadOnlyList<ByteCell> Cells(IEnumerable<BitField> bits) =>
    [
        .. bits.OrderByDescending(bit => bit.High).SelectMany(bit => bit.Name is { } name ? [new(bit.High - bit.Low + 1, Names.Spaced(name))] : Fixed(bit)),
    ];

    private static IEnumerable<ByteCell> Fixed(BitField bit)
    {
        for (var place = bit.High - bit.Low; place >= 0; place--) yield return new(1, ((bit.Value ?? 0) >> place & 1) == 1 ? "1" : "0");
    }
}
