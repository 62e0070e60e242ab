namespace Mqtt5Gen.Spec.Model;

/// <summary>A citation of a rule: its name, and its statement id if it has one.</summary>
public sealed record RuleRef(string Name, string? Id);
