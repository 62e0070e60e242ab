using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>How a peer connects, and what it subscribes to.</summary>
internal sealed record PeerOptions(PeerVersion Version, params IReadOnlyList<PeerFilter> Filters)
{
    public string ClientId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>False: the session goes on, and outlives the connection.</summary>
    public bool Clean { get; init; } = true;

    public PeerMessage? Will { get; init; }

    /// <summary>Where it connects by WebSocket; null: it does not.</summary>
    public Uri? WebSocket { get; init; }
}
