using System.Collections.Frozen;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>How a client comes back when its connection is lost. It never stops trying, but for the Reason Codes of <see cref="GiveUpOn"/>.</summary>
/// <remarks>
/// The servers are tried in their order, beginning with the one that was connected. Between two rounds it waits a random time between zero and a bound that
/// doubles from <see cref="FirstDelay"/> to <see cref="MaximumDelay"/> (full jitter), so that many clients do not come back at the same moment. A Server Reference
/// is followed at once: for one connection with 0x9C, and in place of the server that named it with 0x9D (4.11).
/// </remarks>
public sealed record MqttReconnect
{
    /// <summary>
    /// Reason Codes that trying again does not change: Unsupported Protocol Version, Client Identifier not valid, Bad User Name or Password, Not authorized, Banned, Bad
    /// authentication method, and what is wrong with a Will (Topic Name invalid, Payload format invalid, Retain not supported, QoS not supported); and Session taken over, or
    /// two clients of one name would take the session from each other for ever. Session taken over soon after an attempt that had no answer is one exception: that attempt's own
    /// CONNECT came late, and the client tries again.
    /// </summary>
    public static FrozenSet<ReasonCode> Final { get; } = FrozenSet.Create(
        ReasonCode.UnsupportedProtocolVersion,
        ReasonCode.ClientIdentifierNotValid,
        ReasonCode.BadUserNameOrPassword,
        ReasonCode.NotAuthorized,
        ReasonCode.Banned,
        ReasonCode.BadAuthenticationMethod,
        ReasonCode.TopicNameInvalid,
        ReasonCode.PayloadFormatInvalid,
        ReasonCode.RetainNotSupported,
        ReasonCode.QoSNotSupported,
        ReasonCode.SessionTakenOver);

    /// <summary>The default: a client that reconnects.</summary>
    public static MqttReconnect Default { get; } = new();

    /// <summary>A client that ends with its first connection.</summary>
    public static MqttReconnect Never { get; } = new() { IsEnabled = false };

    /// <summary>Whether the client reconnects at all. Default: true.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>What happens when the first connection cannot be made. Default: <see cref="MqttFirstConnect.Fail"/>.</summary>
    public MqttFirstConnect FirstConnect { get; init; }

    /// <summary>The bound of the first wait, zero to <see cref="MaximumDelay"/>; zero never waits. Default: 1 second.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The bound that no wait exceeds, 24 days at the most. Default: 2 minutes.</summary>
    public TimeSpan MaximumDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a connection must have lasted for the waits to begin with <see cref="FirstDelay"/> again; zero or more. Default: 10 seconds.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many Server References (4.11) in a row, zero or more, are followed without a connection that lasts; the next is treated as a failure. Default: 5.</summary>
    public int MaximumRedirects { get; init; } = 5;

    /// <summary>The Reason Codes of CONNACK and DISCONNECT on which the client ends. Default: <see cref="Final"/>.</summary>
    public IReadOnlySet<ReasonCode> GiveUpOn { get; init; } = Final;

    /// <summary>Where the jitter comes from. Default: <see cref="Random.Shared"/>.</summary>
    public Random Random { get; init; } = Random.Shared;

    internal bool GivesUpOn(MqttDisconnect why) => !IsEnabled || why.Origin is DisconnectOrigin.Client || (why.Origin is DisconnectOrigin.Server && GiveUpOn.Contains(why.ReasonCode));

    /// <summary>The wait before a round of attempts, when so many have failed.</summary>
    internal TimeSpan DelayAfter(int failedRounds)
    {
        var bound = FirstDelay * Math.Pow(2, Math.Min(failedRounds, 30));
        return Random.NextDouble() * (bound < MaximumDelay ? bound : MaximumDelay);
    }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDelay, FirstDelay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumDelay, MqttClientOptions.LongestTimeout);
        ArgumentOutOfRangeException.ThrowIfLessThan(StableAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(MaximumRedirects);
        ArgumentNullException.ThrowIfNull(GiveUpOn);
        ArgumentNullException.ThrowIfNull(Random);
    }
}
