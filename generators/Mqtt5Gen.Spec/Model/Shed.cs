namespace Mqtt5Gen.Spec.Model;

/// <summary>A property that is left out when the packet would be too large for its receiver.</summary>
public sealed record Shed(string Property, RuleRef Rule);
