using Mqtt5Gen.Cli.Interpreting;
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
        AddHead();
        _next = 1;
        Add(packet.Fields, "body ");
        return ByteTable.Draw(_rows);
    }

    private void AddHead()
    {
        var framing = packet.Framing;
        var length = ByteRow.Whole(HeadLabel(framing.IsLengthFirst ? 1 : 2, FramingWords.Bytes(framing.Length)), FramingWords.Length(framing));
        if (framing.IsLengthFirst) _rows.Add(length);

        AddType(framing.IsLengthFirst ? FramingWords.Bytes(framing.Length) + 1 : 1);
        if (!framing.IsLengthFirst) _rows.Add(length);
    }

    private void AddType(int? place)
    {
        var width = packet.Framing.HasFlags ? 4 : 8;
        var type = Enumerable.Range(1, width).Select(bit => new ByteCell(1, (packet.Type >> (width - bit) & 1) == 1 ? "1" : "0"));
        var label = place is { } known ? HeadLabel(known, 1) : Then;
        if (packet.Flags.Count == 0) _rows.Add(new(label, [.. type]));

        foreach (var (versions, cells) in Layouts(packet.Flags, packet.Versions)) _rows.Add(new(label + versions, [.. type, .. cells]));
    }

    private static string HeadLabel(int first, int? length) => length switch
    {
        null => $"byte {first} on",
        1 => $"byte {first}",
        { } count => $"byte {first} to {first + count - 1}",
    };

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
        var length = field.Value.Count == 1 ? field.Value[0].Text.Length + 2 : field.Type is null ? null : TypeWords.FixedLength(field.Type);
        _next = isAlways ? start + length : null;
        if (start is not { } first) return Then;
        if (length is not { } known) return $"{prefix}{first} on";

        return known == 1 ? $"{prefix}{first}" : $"{prefix}{first} to {first + known - 1}";
    }

    private string Content(Field field)
    {
        var content = field.Value.Count > 0 ? $" {string.Join(" or ", field.Value.Select(value => $"\"{value.Text}\""))}" : "";
        var type = field.Type is null ? "" : $" ({TypeWords.Form(field.Type)})";
        var presence = documents.Presence(field) is { Length: > 0 } when ? $", {when}" : "";
        var item = field.Each?.Item is { } each ? $"; each {each.Name}:" : "";
        return field.Name + content + type + presence + item;
    }

    // Versions that share a layout share a row; where all do, none is named.
    private List<(string Label, IReadOnlyList<ByteCell> Cells)> Layouts(IReadOnlyList<BitField> bits, VersionRange around)
    {
        if (bits.Count == 0) return [];

        var layouts = documents.Protocol.Versions
            .Where(version => packet.Versions.Contains(version) && around.Contains(version))
            .Select(version => (version.Name, Cells: Cells(bits.Where(bit => bit.Versions.Contains(version)))))
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
        if (bit.IsUnused)
        {
            yield return new(bit.High - bit.Low + 1, "unused");
            yield break;
        }

        for (var place = bit.High - bit.Low; place >= 0; place--) yield return new(1, ((bit.Value ?? 0) >> place & 1) == 1 ? "1" : "0");
    }
}
