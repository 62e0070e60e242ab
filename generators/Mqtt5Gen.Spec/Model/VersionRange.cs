namespace Mqtt5Gen.Spec.Model;

/// <summary>A range of versions; a missing end is open. The linker leaves an end open wherever the surrounding range already decides it.</summary>
public sealed record VersionRange(ProtocolVersion? From, ProtocolVersion? To)
{
    /// <summary>Every version.</summary>
    public static VersionRange All { get; } = new(null, null);
}
