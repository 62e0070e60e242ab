using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads what the protocol says of itself. All but its name may be left out.</summary>
internal sealed class ProtocolLinker
{
    private static readonly string[] Keys = ["protocol", "versions", "roles", "frame", "faults", "answer", "about"];
    private static readonly string[] VersionKeys = ["name", "number"];

    private readonly DiagnosticBag _bag;

    public ProtocolLinker(SpecMapping protocol, DiagnosticBag bag)
    {
        (Row, _bag) = (new(protocol, "the protocol", Keys, bag), bag);
        Name = Row.Name("protocol").Text;
        Versions = new(Row.Has("versions") ? [.. ReadVersions()] : [ProtocolVersion.Only], bag);
        Roles = new(ReadRoles());
        Framing = FramingLinker.Link(Row, bag);
    }

    /// <summary>What stands in the protocol's file.</summary>
    public NodeReader Row { get; }

    public string Name { get; }

    public VersionTable Versions { get; }

    public RoleTable Roles { get; }

    public Framing Framing { get; }

    private IEnumerable<ProtocolVersion> ReadVersions()
    {
        var spelled = new HashSet<string>();
        var numbers = new HashSet<int>();
        foreach (var node in Row.Items("versions"))
        {
            NodeReader row = new(node, "a version", VersionKeys, _bag);
            var name = row.Required("name");
            var number = row.NumberWithin("number", 0, 255);
            ProtocolVersion version = new(name.Text, number ?? 0);
            if (name.Text.Length > 0 && !Spelling.IsVersion(name.Text))
            {
                _bag.Report(DiagnosticIds.WrongValue, $"Found '{name.Text}' as the name of a version, expected letters and digits, with single dots between them.", name.At);
            }

            if (!spelled.Add(version.Spelled)) _bag.Report(DiagnosticIds.Duplicate, $"Found version '{name.Text}' a second time, expected it once.", name.At);
            if (number is { } taken && !numbers.Add(taken)) _bag.Report(DiagnosticIds.Duplicate, $"Found number {taken} a second time, expected a number of its own for every version.", row.Place("number"));
            yield return version;
        }
    }

    private RoleNames ReadRoles()
    {
        RoleNames usual = new(new("client", "Client"), new("server", "Server"));
        if (!Row.Has("roles")) return usual;

        var words = Row.Words("roles");
        var before = _bag.Diagnostics.Count;
        foreach (var word in words.Where(word => !Spelling.IsHyphened(word.Text) || RoleTable.Reserved.Contains(word.Text)))
        {
            _bag.Report(DiagnosticIds.WrongValue, $"Found '{word.Text}' as a role, expected a lower-case word other than {string.Join(", ", RoleTable.Reserved)}.", word.At);
        }

        if (words.Count != 2 || Spelling.OfWords(words[0].Text) == Spelling.OfWords(words[1].Text))
        {
            _bag.Report(DiagnosticIds.WrongValue, "Found other roles than two, expected the end that opens and the end that accepts, like [client, server].", Row.Place("roles"));
        }

        return _bag.Diagnostics.Count > before ? usual : new(Of(words[0]), Of(words[1]));
    }

    private static RoleName Of(SpecScalar word) => new(word.Text, Spelling.OfWords(word.Text));
}
