namespace Mqtt5Gen.Spec.Model;

/// <summary>A conjunction: every term holds.</summary>
public sealed record Condition(EquatableArray<Term> Terms);
