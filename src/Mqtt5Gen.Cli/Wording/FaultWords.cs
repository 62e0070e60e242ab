using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Wording;

/// <summary>The faults of form, in words.</summary>
internal static class FaultWords
{
    /// <summary>Each fault that there can be, with the rule that it breaks.</summary>
    public static IReadOnlyList<(string Fault, RuleRef Rule)> Of(SpecProtocol protocol) =>
    [
        .. OfPackets(protocol.Faults),
        .. protocol.Properties.Count > 0 ? OfProperties(protocol.Faults) : [],
        .. protocol.ReasonCodes.Count > 0 ? [("a reason code is unknown in its packet", protocol.Faults.UnknownReasonCode)] : Array.Empty<(string, RuleRef)>(),
    ];

    private static IEnumerable<(string Fault, RuleRef Rule)> OfPackets(Faults faults) =>
    [
        ("the packet ends inside a field", faults.Truncated),
        ("something stands after the last field", faults.Trailing),
        ("the length is too long", faults.LengthTooLong),
        ("the length is too short", faults.LengthTooShort),
        ("a length has needless bytes", faults.LengthNotShortest),
        ("text is not well-formed", faults.IllFormedText),
        ("text holds U+0000", faults.NulInText),
        ("the packet type is unknown", faults.UnknownPacket),
        ("this side does not send the packet", faults.WrongDirection),
        ("fixed flags have another value", faults.FixedFlags),
        ("the packet is above the receiver's maximum", faults.TooLarge),
    ];

    private static IEnumerable<(string Fault, RuleRef Rule)> OfProperties(Faults faults) =>
    [
        ("a property is unknown in its place", faults.UnknownProperty),
        ("this side does not send the property", faults.WrongPropertySender),
        ("a property stands twice", faults.RepeatedProperty),
        ("the properties end elsewhere than their length says", faults.PropertyLength),
    ];
}
