using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the rules that faults of form break; a built-in one where the protocol names none.</summary>
internal sealed class FaultLinker
{
    private static readonly string[] Keys =
    [
        "truncated", "trailing", "length-too-long", "length-too-short", "length-not-shortest", "ill-formed-text", "nul-in-text", "unknown-packet",
        "wrong-direction", "fixed-flags", "unknown-property", "wrong-property-sender", "repeated-property", "property-length",
        "unknown-reason-code", "too-large",
    ];

    private readonly LinkContext _context;
    private readonly NodeReader _row;

    private FaultLinker(LinkContext context)
    {
        var protocol = context.Protocol.Row;
        (_context, _row) = (context, context.Read(protocol.Node("faults") ?? new SpecMapping(default, protocol.At), "the faults", Keys));
    }

    public static Faults Link(LinkContext context) => new FaultLinker(context).Link();

    private Faults Link()
    {
        var hasProperties = _context.Sets.Names.Any();
        return new(
            Truncated: Rule("truncated"),
            Trailing: Rule("trailing"),
            LengthTooLong: Rule("length-too-long"),
            LengthTooShort: Rule("length-too-short", _context.Protocol.Framing.Counts is not LengthScope.Body),
            LengthNotShortest: Rule("length-not-shortest"),
            IllFormedText: Rule("ill-formed-text"),
            NulInText: Rule("nul-in-text"),
            UnknownPacket: Rule("unknown-packet"),
            WrongDirection: Rule("wrong-direction"),
            FixedFlags: Rule("fixed-flags"),
            UnknownProperty: Rule("unknown-property", hasProperties),
            WrongPropertySender: Rule("wrong-property-sender", hasProperties),
            RepeatedProperty: Rule("repeated-property", hasProperties),
            PropertyLength: Rule("property-length", hasProperties),
            UnknownReasonCode: Rule("unknown-reason-code", _context.ReasonCodes.Values.Any()),
            TooLarge: Rule("too-large"));

        // A fault that this protocol cannot have needs no rule of its own.
        RuleRef Rule(string key, bool canBe = true) =>
            _context.Rules.Cite(_row, key) ?? (canBe ? _context.Rules.BuiltIn(key) : Rule("truncated"));
    }
}
