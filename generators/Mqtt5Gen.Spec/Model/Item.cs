namespace Mqtt5Gen.Spec.Model;

/// <summary>One item of a repeated group of fields.</summary>
public sealed record Item(string Name, EquatableArray<Field> Fields, EquatableArray<Check> Checks, EquatableArray<Limit> Limits, string? About);
