namespace Mqtt5Gen.Spec.Model;

/// <summary>A shape that text must have, the versions in which it must, and the rule it breaks otherwise.</summary>
public sealed record ShapeRule(Shape Shape, RuleRef Rule, VersionRange Versions);
