namespace Mqtt5Gen.Spec.Model;

/// <summary>A range within the allowed values, and what a value breaks that is allowed but outside of it.</summary>
public sealed record Narrowing(Bounds In, RuleRef Rule);
