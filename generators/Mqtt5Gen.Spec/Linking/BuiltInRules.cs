namespace Mqtt5Gen.Spec.Linking;

/// <summary>The rules that stand in for those that a spec does not name, by the key of the fault that breaks them.</summary>
internal static class BuiltInRules
{
    public const string BadValue = "bad-value";
    public const string OtherContent = "other-content";
    public const string UnknownVersion = "unknown-version";
    public const string TooFew = "too-few";

    private static readonly (string Key, string Name, string About)[] All =
    [
        ("truncated", "PacketIsComplete", "A packet does not end inside a field."),
        ("trailing", "PacketHasNothingAfterItsLastField", "A packet ends with its last field."),
        ("length-too-long", "LengthIsNotTooLong", "A length, and any other Variable Byte Integer, is no longer than its form allows."),
        ("length-too-short", "LengthIsNotTooShort", "The length of a packet counts at least what it must count."),
        ("length-not-shortest", "LengthIsShortest", "A length, and any other Variable Byte Integer, has no needless bytes."),
        ("ill-formed-text", "TextIsWellFormed", "Text is well-formed UTF-8."),
        ("nul-in-text", "TextHasNoNul", "Text does not hold U+0000."),
        ("unknown-packet", "PacketTypeIsKnown", "The packet type exists in this version of the protocol."),
        ("wrong-direction", "PacketIsForThisDirection", "The packet type is one that this side sends."),
        ("fixed-flags", "FixedBitsAreAsStated", "Bits with a fixed value have it."),
        ("unknown-property", "PropertyIsKnownHere", "A property exists and may stand in its packet."),
        ("wrong-property-sender", "PropertyIsForThisSender", "A property may stand in its packet when this side sends it."),
        ("repeated-property", "PropertyStandsOnce", "A property that may not repeat stands once."),
        ("property-length", "PropertiesEndAtTheirLength", "The properties end where their length says."),
        ("unknown-reason-code", "ReasonCodeIsKnownHere", "A reason code is one that its packet may carry from this side."),
        ("too-large", "PacketIsNotTooLarge", "No packet is larger than its receiver accepts."),
        (BadValue, "ValueIsAllowed", "A value is one that its field may have."),
        (OtherContent, "ContentIsAsStated", "A field of fixed content holds it."),
        (UnknownVersion, "VersionIsKnown", "The version of the protocol is one that both sides know."),
        (TooFew, "ListIsLongEnough", "A list has as many items as it must have."),
    ];

    public static (string Name, string About) Of(string key)
    {
        var (_, name, about) = All.First(row => row.Key == key);
        return (name, about);
    }
}
