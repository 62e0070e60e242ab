using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>One version of one spec.</summary>
/// <param name="protocol">The spec.</param>
/// <param name="version">The version.</param>
internal sealed class Edition(SpecProtocol protocol, ProtocolVersion version)
{
    /// <summary>The spec's words.</summary>
    public Words Words { get; } = new(protocol);

    /// <summary>Whether it is in a range.</summary>
    public bool IsIn(VersionRange range) => range.Contains(version);

    /// <summary>What it has of some items.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> items, Func<T, VersionRange> versions) => items.Where(item => IsIn(versions(item)));

    /// <summary>Whether it has a packet.</summary>
    public bool Has(Packet packet) => IsIn(packet.Versions);
}
