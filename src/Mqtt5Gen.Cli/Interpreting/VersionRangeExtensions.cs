using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What can be asked of a range of versions.</summary>
internal static class VersionRangeExtensions
{
    /// <summary>Whether the range holds the version.</summary>
    public static bool Contains(this VersionRange range, ProtocolVersion version) =>
        (range.From is null || version.Number >= range.From.Number) && (range.To is null || version.Number <= range.To.Number);
}
