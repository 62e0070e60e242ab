namespace Mqtt5Gen.Spec.Model;

/// <summary>The rules that faults of form break, where a field names none of its own.</summary>
public sealed record Faults(
    RuleRef Truncated,
    RuleRef Trailing,
    RuleRef LengthTooLong,
    RuleRef LengthTooShort,
    RuleRef LengthNotShortest,
    RuleRef IllFormedText,
    RuleRef NulInText,
    RuleRef UnknownPacket,
    RuleRef WrongDirection,
    RuleRef FixedFlags,
    RuleRef UnknownProperty,
    RuleRef WrongPropertySender,
    RuleRef RepeatedProperty,
    RuleRef PropertyLength,
    RuleRef UnknownReasonCode,
    RuleRef TooLarge);
