using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads what the protocol says of itself.</summary>
internal sealed class ProtocolLinker
{
    private static readonly string[] Keys = ["protocol", "versions", "roles", "faults", "about"];
    private static readonly string[] VersionKeys = ["name", "number"];
    private static readonly string[] FaultKeys =
    [
        "truncated", "trailing", "length-too-long", "length-not-shortest", "ill-formed-text", "nul-in-text", "unknown-packet",
        "wrong-direction", "fixed-flags", "unknown-property", "wrong-property-sender", "repeated-property", "property-length",
        "unknown-reason-code", "too-large",
    ];

    private readonly NodeReader _row;
    private readonly DiagnosticBag _bag;

    public ProtocolLinker(SpecMapping protocol, DiagnosticBag bag)
    {
        (_row, _bag) = (new(protocol, "the protocol", Keys, bag), bag);
        Name = _row.Name("protocol").Text;
        Versions = new([.. ReadVersions()], bag);
        foreach (var role in _row.Words("roles"))
        {
            if (role.Text is not ("client" or "server")) bag.ReportUnknown(DiagnosticIds.WrongValue, "client or server", role, ["client", "server"]);
        }
    }

    public string Name { get; }

    public VersionTable Versions { get; }

    public Faults Faults(RuleTable rules)
    {
        _row.ReportMissing("faults");
        NodeReader row = new(_row.Node("faults") ?? new SpecMapping(default, _row.At), "the faults", FaultKeys, _bag);
        RuleRef Rule(string key) => rules.CiteRequired(row, key);
        return new(
            Truncated: Rule("truncated"),
            Trailing: Rule("trailing"),
            LengthTooLong: Rule("length-too-long"),
            LengthNotShortest: Rule("length-not-shortest"),
            IllFormedText: Rule("ill-formed-text"),
            NulInText: Rule("nul-in-text"),
            UnknownPacket: Rule("unknown-packet"),
            WrongDirection: Rule("wrong-direction"),
            FixedFlags: Rule("fixed-flags"),
            UnknownProperty: Rule("unknown-property"),
            WrongPropertySender: Rule("wrong-property-sender"),
            RepeatedProperty: Rule("repeated-property"),
            PropertyLength: Rule("property-length"),
            UnknownReasonCode: Rule("unknown-reason-code"),
            TooLarge: Rule("too-large"));
    }

    private IEnumerable<ProtocolVersion> ReadVersions()
    {
        _row.ReportMissing("versions");
        var names = new HashSet<string>();
        foreach (var node in _row.Items("versions"))
        {
            NodeReader row = new(node, "a version", VersionKeys, _bag);
            var name = row.Required("name");
            if (!names.Add(name.Text)) _bag.Report(DiagnosticIds.Duplicate, $"Found version '{name.Text}' a second time, expected it once.", name.At);
            yield return new(name.Text, row.RequiredNumber("number", 0, 255));
        }
    }
}
