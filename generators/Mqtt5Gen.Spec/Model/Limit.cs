namespace Mqtt5Gen.Spec.Model;

/// <summary>A condition against what the receiver of the packet announced.</summary>
public sealed record Limit(Condition? If, Condition Keep, RuleRef Rule, VersionRange Versions, Role SentBy);
