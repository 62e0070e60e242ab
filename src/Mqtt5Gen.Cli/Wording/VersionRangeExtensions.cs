using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Wording;

/// <summary>What a range of versions holds.</summary>
internal static class VersionRangeExtensions
{
    /// <summary>Whether a version of the protocol is in the range; the protocol's list is the order.</summary>
    public static bool Holds(this VersionRange range, ProtocolVersion version, SpecProtocol protocol)
    {
        var place = Place(version, protocol);
        return (range.From is null || Place(range.From, protocol) <= place) && (range.To is null || place <= Place(range.To, protocol));
    }

    private static int Place(ProtocolVersion version, SpecProtocol protocol) => protocol.Versions.TakeWhile(other => other != version).Count();
}
