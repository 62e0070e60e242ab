using System.Net;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Brokers;

/// <summary>A broker to be tested: where it is, and what it offers.</summary>
internal sealed record Target
{
    /// <summary>What the report calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it listens, configured in each way that it can be.</summary>
    public required IReadOnlyDictionary<Profile, EndPoint> EndPoints { get; init; }

    /// <summary>What it offers.</summary>
    public required Capability Capabilities { get; init; }

    /// <summary>Whether it promises to tell 5.0 clients what they did wrong, with the reason code that the standard names first.</summary>
    public bool TellsReasons { get; init; }

    /// <summary>Where it listens for WebSockets.</summary>
    public Uri? WebSocket { get; init; }

    /// <summary>How long it may take for what must come.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Why the test says nothing about this broker; null if it does.</summary>
    public string? Lacks(TestCase test)
    {
        var missing = test.Needs & ~Capabilities;
        if (missing != Capability.None) return $"it does not offer {missing}";
        return EndPoints.ContainsKey(test.Profile) ? null : $"it was not given configured as {test.Profile}";
    }
}
