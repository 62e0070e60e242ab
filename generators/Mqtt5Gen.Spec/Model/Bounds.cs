namespace Mqtt5Gen.Spec.Model;

/// <summary>A range of numbers, both ends included.</summary>
public sealed record Bounds(long Min, long Max);
