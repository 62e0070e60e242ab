namespace Mqtt5Gen.Spec.Model;

/// <summary>A reason code and its name.</summary>
public sealed record ReasonCode(int Code, string Name, string? About);
