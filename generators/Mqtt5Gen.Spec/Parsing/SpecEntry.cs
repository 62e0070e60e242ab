namespace Mqtt5Gen.Spec.Parsing;

/// <summary>A key and its value.</summary>
public sealed record SpecEntry(SpecScalar Key, SpecNode Value);
