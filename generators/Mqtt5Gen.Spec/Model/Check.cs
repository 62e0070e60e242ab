namespace Mqtt5Gen.Spec.Model;

/// <summary>A condition that one packet's own bytes decide.</summary>
public sealed record Check(Condition? If, Condition Then, RuleRef Rule, VersionRange Versions);
