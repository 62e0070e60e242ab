using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Watches that generated code can give everything the name that the spec gives it.</summary>
internal sealed class NameCheck
{
    private readonly LinkContext _context;
    private readonly NameClaims _types;
    private readonly Dictionary<string, string> _enumerations;

    private NameCheck(LinkContext context)
    {
        var roles = context.Roles.Names;
        string[] interfaces = [$"I{roles.Client.Spelled}Packets", $"I{roles.Server.Spelled}Packets"];
        _context = context;
        _types = new(context.Bag, GeneratedNames.Types.Concat(interfaces), StringComparer.OrdinalIgnoreCase);
        _enumerations = context.Types.Values.Where(type => type.IsEnum).GroupBy(type => type.Spelled).ToDictionary(group => group.Key, group => group.First().Name);
    }

    public static void Run(LinkContext context) => new NameCheck(context).Run();

    private void Run()
    {
        foreach (var type in Rows("wire-types").Where(row => row["values"] is not null)) ClaimType(type);
        foreach (var packet in _context.Packets.Values) Claim(packet);
        foreach (var set in _context.Sets.Values) Claim(set);

        NameClaims announced = new(_context.Bag, GeneratedNames.OfAnnounced, StringComparer.Ordinal);
        foreach (var row in Rows("announced")) announced.Claim(row["name"]);

        NameClaims rules = new(_context.Bag, GeneratedNames.Rules, StringComparer.Ordinal);
        foreach (var row in Rows("rules").Concat(Rows("errors"))) rules.Claim(row["name"]);
    }

    private IEnumerable<SpecMapping> Rows(string section) => _context.Sections.Rows(section).OfType<SpecMapping>();

    // A file is named after a packet, and files are not told apart by capitals everywhere; nor are locals made of short names.
    private NameClaims Members(IEnumerable<string> reserved) => new(_context.Bag, reserved, StringComparer.OrdinalIgnoreCase);

    private void ClaimType(SpecMapping row)
    {
        if (row["name"] is not SpecScalar name || _context.Types.TryFind(name.Text) is not { } type) return;

        var word = row["spelled"] as SpecScalar ?? name;
        _types.Claim([type.Spelled], word.Text, name.Text, word.At, GeneratedNames.WhereTypesAreUsed);
    }

    private void Claim(PacketHead packet)
    {
        string[] types = [packet.Spelled, packet.Spelled + "View"];
        if ((packet.Row.Node("spelled") ?? packet.Row.Node("packet")) is SpecScalar word) _types.Claim(types, word.Text, packet.Name, word.At, GeneratedNames.OfPacket);

        var needed = GeneratedNames.OfPacket.Where(name => !packet.Fields.Any(field => IsNamedAfterItsType(field, name)));
        var members = Members(needed.Concat(types));
        foreach (var bit in packet.Row.EntriesOfLists("flags")) Claim(members, bit.Value as SpecMapping);
        foreach (var field in packet.Fields) Claim(members, field, packet);
    }

    private static bool IsNamedAfterItsType(FieldRow field, string name) => name switch
    {
        "ReasonCode" => field.Name == name && field.Row.Text("type") == "reason-code",
        "ProtocolVersion" => field.Name == name && field.Row.Has("sets"),
        _ => false,
    };

    private void Claim(NameClaims members, FieldRow field, PacketHead packet)
    {
        foreach (var bit in field.Row.EntriesOfLists("bits")) Claim(members, bit.Value as SpecMapping);
        if (field.Bits.Count == 0 && !field.Row.Has("value")) Claim(members, field.Row.Node("name"), field.Row.Text(field.Row.Has("each") ? "each" : "type"));
        if (TellsPresence(field) && field.Row.Node("name") is SpecScalar name) members.Claim(["Has" + name.Text], name.Text, "Has" + name.Text, name.At);
        if (field.Row.Has("fields") && field.Row.Node("each") is SpecScalar item) ClaimItem(field, item, packet);
    }

    // A view has a member more for a text that may be absent: an empty one may stand there too.
    private bool TellsPresence(FieldRow field) =>
        field.Row.Text("when-omitted") == "none"
        && _context.Types.TryFind(field.Row.Text("type") ?? "")?.Base is WireBase.Utf8 or WireBase.Binary or WireBase.Utf8Pair;

    private void Claim(NameClaims members, SpecMapping? bit)
    {
        if (bit is not null) Claim(members, bit["name"], (bit["type"] as SpecScalar)?.Text);
    }

    // A member is taken for the type of its name, unless it is of that type.
    private void Claim(NameClaims members, SpecNode? name, string? type)
    {
        if (name is SpecScalar word && _enumerations.TryGetValue(word.Text, out var other) && other != type)
        {
            _context.Bag.Report(DiagnosticIds.NeededName, $"Found '{word.Text}', expected another name: generated code needs it for the wire type '{other}'.", word.At);
            return;
        }

        members.Claim(name);
    }

    private void ClaimItem(FieldRow field, SpecScalar item, PacketHead packet)
    {
        _types.Claim([item.Text, item.Text + "View", item.Text + "List"], item.Text, $"{item.Text} of {packet.Name}", item.At, GeneratedNames.OfItem);

        var members = Members(GeneratedNames.OfItem.Concat([item.Text, item.Text + "View", "To" + item.Text]));
        foreach (var inner in field.Fields) Claim(members, inner, packet);
    }

    private void Claim(PropertySetHead set)
    {
        string[] types = [set.Spelled + "Properties", set.Spelled + "PropertiesView"];
        _types.Claim(types, set.Name, $"properties of {set.Name}", set.At);

        var members = Members(GeneratedNames.OfProperties.Concat(types));
        foreach (var row in Rows("properties"))
        {
            if (row["name"] is SpecScalar name && set.Properties.FirstOrDefault(other => other.Name == name.Text) is { } property) Claim(members, row, name, property);
        }
    }

    private void Claim(NameClaims members, SpecMapping row, SpecScalar name, Property property)
    {
        if (!property.Repeats)
        {
            Claim(members, name, property.Type.Name);
            return;
        }

        var word = row["plural"] as SpecScalar ?? name;
        members.Claim([property.Plural, "With" + property.Plural], word.Text, name.Text, word.At);
    }
}
