namespace Mqtt5Gen.Spec.Model;

/// <summary>A property's identifier and name.</summary>
public sealed record PropertyId(int Id, string Name, string? About);
