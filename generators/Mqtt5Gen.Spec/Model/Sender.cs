namespace Mqtt5Gen.Spec.Model;

/// <summary>Who sends a packet in some versions.</summary>
public sealed record Sender(Role Role, VersionRange Versions);
