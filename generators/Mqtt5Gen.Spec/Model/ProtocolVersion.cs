namespace Mqtt5Gen.Spec.Model;

/// <summary>One version of the protocol: its name in the standard (<c>3.1.1</c>) and the number that CONNECT carries (4).</summary>
public sealed record ProtocolVersion(string Name, int Number);
