using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>How a client connects, and its limits. The defaults are those of the standard unless said.</summary>
public sealed record MqttClientOptions
{
    internal static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue); // of a timer, about 24 days

    /// <summary>Client Identifier (3.1.3.1). Default: empty, which asks the server to assign one.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Protocol Version (3.1.2.2) of the first CONNECT to a server; see <see cref="FallBackTo311"/>. Default: 5.0.</summary>
    public ProtocolVersion Version { get; init; } = ProtocolVersion.V5;

    /// <summary>Clean Start (3.1.2.4), Clean Session of 3.1.1: whether to begin a new Session. Default: true.</summary>
    public bool CleanStart { get; init; } = true;

    /// <summary>Session Expiry Interval in seconds (3.1.2.11.2): how long the Session outlives the connection; 4,294,967,295 is for ever. Default: 0, not at all. Not sent over 3.1.1.</summary>
    public uint SessionExpiryInterval { get; init; }

    /// <summary>Keep Alive (3.1.2.10), 0 to 65,535 seconds, rounded up to whole ones; zero turns it off. Default: 60 seconds.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The Will Message (3.1.2.5). Default: null, none.</summary>
    public MqttWill? Will { get; init; }

    /// <summary>User Name (3.1.3.5). Default: null, none.</summary>
    public string? UserName { get; init; }

    /// <summary>Password (3.1.3.6). Default: null, none.</summary>
    public ReadOnlyMemory<byte>? Password { get; init; }

    /// <summary>Enhanced authentication (4.12), such as <see cref="ScramSha256"/>; not over 3.1.1. Default: null, none.</summary>
    public IMqttAuthentication? Authentication { get; init; }

    /// <summary>Receive Maximum (3.1.2.11.3): how many QoS 1 and QoS 2 messages of the server may wait for an acknowledgement, 1 to 65,535; not sent over 3.1.1. Default: 1,024.</summary>
    public ushort ReceiveMaximum { get; init; } = 1024;

    /// <summary>
    /// Whether a server that sends more than <see cref="ReceiveMaximum"/> is disconnected with 0x93 (3.3.4). Default: true. With false, what it sends is taken, up to 65,535 messages, and told in the log: mosquitto of
    /// Debian 12 (2.0.11) does so whenever many messages wait for a slow reader, which then reconnects time and again; but after that it may send messages of QoS 2 twice.
    /// </summary>
    public bool EnforcesReceiveMaximum { get; init; } = true;

    /// <summary>
    /// How many QoS 1 and QoS 2 messages the client sends before the first of them is acknowledged, 1 to 65,535, or the server's Receive Maximum (3.2.2.3.3) if that is
    /// less. Default: null, the server's Receive Maximum; 20 over 3.1.1, whose servers announce none, and disconnect or lose what they cannot hold.
    /// </summary>
    public ushort? MaximumInFlight { get; init; }

    /// <summary>Maximum Packet Size in bytes (3.1.2.11.4): a larger packet ends the connection. At least 1; 4,294,967,295 announces no limit. Default: 16 MiB.</summary>
    public uint MaximumPacketSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>Topic Alias Maximum (3.1.2.11.5): how many aliases the server may use towards this client. Default: 0, none.</summary>
    public ushort TopicAliasMaximum { get; init; }

    /// <summary>How many Topic Aliases the client assigns to the topics that it publishes to, where the server's Topic Alias Maximum (3.2.2.3.8) allows more. Default: 32; 0 for none.</summary>
    public ushort AssignedTopicAliases { get; init; } = 32;

    /// <summary>Request Response Information (3.1.2.11.6). Default: false.</summary>
    public bool RequestResponseInformation { get; init; }

    /// <summary>Request Problem Information (3.1.2.11.7). Default: true.</summary>
    public bool RequestProblemInformation { get; init; } = true;

    /// <summary>User Properties of CONNECT (3.1.2.11.8). Default: none.</summary>
    public ValueList<Utf8Pair> UserProperties { get; init; }

    /// <summary>
    /// How many messages a subscription that is not read holds: of QoS 0, more drop the oldest; of QoS 1 and QoS 2, more hold back the
    /// acknowledgements of all (see <see cref="MqttSubscription"/>). At least 1. Default: 1,000.
    /// </summary>
    public int SubscriptionCapacity { get; init; } = 1000;

    /// <summary>How many bytes may wait to be sent before a publish has to wait; at least 1. Default: 256 KiB.</summary>
    public int SendBufferSize { get; init; } = 256 * 1024;

    /// <summary>How long to wait for the network connection and CONNACK, more than zero and 24 days at the most; <see cref="Timeout.InfiniteTimeSpan"/> is for ever. Default: 30 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a disconnect may take, to send what is queued and to let the server read it, 24 days at the most; zero closes at once, <see cref="Timeout.InfiniteTimeSpan"/> waits for the server. Default: 5 seconds.</summary>
    public TimeSpan DisconnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How the network connection is made: TLS, WebSocket headers and proxy. Default: see <see cref="MqttTransportOptions"/>.</summary>
    public MqttTransportOptions Transport { get; init; } = new();

    /// <summary>More servers, which are tried in this order after the one that is connected to first. Default: none.</summary>
    public IReadOnlyList<Uri> OtherServers { get; init; } = [];

    /// <summary>Whether a lost connection is followed by another, and how. Default: yes, see <see cref="MqttReconnect"/>.</summary>
    public MqttReconnect Reconnect { get; init; } = MqttReconnect.Default;

    /// <summary>Whether a server that refuses 5.0 (0x84, Unsupported Protocol Version) is asked again over 3.1.1; properties are not sent to it then. The next connection, to this server or another, begins with <see cref="Version"/> again. Default: true.</summary>
    public bool FallBackTo311 { get; init; } = true;

    /// <summary>
    /// Makes the network connection to a server in another way than <see cref="MqttTransport.ConnectAsync"/>; the client disposes it. A <see cref="MqttConnectException"/> says that this server cannot
    /// be reached, and the next is tried; any other fails a first connection that need not keep trying, and counts as a failed attempt later. Default: null.
    /// </summary>
    public Func<Uri, CancellationToken, ValueTask<IMqttTransport>>? TransportFactory { get; init; }

    /// <summary>The queue of messages that wait to be sent. Default: see <see cref="MqttQueueOptions"/>.</summary>
    public MqttQueueOptions Queue { get; init; } = new();

    /// <summary>
    /// Where QoS 1 and QoS 2 messages are kept so that they survive the process. Where it holds some, the first CONNECT goes on with the Session of the earlier
    /// process, whatever <see cref="CleanStart"/> says; give a <see cref="ClientId"/> and a <see cref="SessionExpiryInterval"/> with it. Default: null, they are kept in memory.
    /// </summary>
    public IMqttOutbox? Outbox { get; init; }

    /// <summary>Where the client writes its log, under the category <c>Mqtt5Gen.Client.MqttClient</c>. Default: null, nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Who makes the meter of <see cref="MqttTelemetry.MeterName"/>. Default: null, one that all clients of the process share.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>The clock of every timer. Default: that of the system.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal ushort InFlightLimit(ProtocolVersion version) => MaximumInFlight ?? (version >= ProtocolVersion.V5 ? ushort.MaxValue : (ushort)20);

    internal async ValueTask<IMqttTransport> OpenAsync(Uri server, CancellationToken cancellationToken) => TransportFactory is null
        ? await MqttTransport.ConnectAsync(server, Transport, cancellationToken).ConfigureAwait(false)
        : await TransportFactory(server, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Checks all that can be checked without a server: ranges, the URIs of <see cref="OtherServers"/>, the files of <see cref="MqttTransportOptions.Tls"/>, and the rules of the standard for what CONNECT says (3.1). Connecting does so as well; this is for
    /// those who want to know earlier.
    /// </summary>
    /// <exception cref="ArgumentException">An option cannot be used: it is named, or the rule is that it breaks.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(ClientId);
        ArgumentOutOfRangeException.ThrowIfZero(ReceiveMaximum);
        if (MaximumInFlight is { } limit) ArgumentOutOfRangeException.ThrowIfZero(limit, nameof(MaximumInFlight));
        ArgumentOutOfRangeException.ThrowIfZero(MaximumPacketSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SubscriptionCapacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SendBufferSize);
        if (ConnectTimeout != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ConnectTimeout.Ticks, nameof(ConnectTimeout));
        if (DisconnectTimeout != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfNegative(DisconnectTimeout.Ticks, nameof(DisconnectTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ConnectTimeout, LongestTimeout);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DisconnectTimeout, LongestTimeout);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeepAlive, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(KeepAlive, TimeSpan.FromSeconds(ushort.MaxValue));
        ArgumentNullException.ThrowIfNull(Transport);
        Transport.Check();
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(Reconnect);
        Reconnect.Check();
        ArgumentNullException.ThrowIfNull(Queue);
        Queue.Check();
        ArgumentNullException.ThrowIfNull(OtherServers);
        foreach (var server in OtherServers) ServerUri.Check(server, nameof(OtherServers));
        PublishRules.CheckDecoded(ToConnect(), Version);
    }

    internal Connect ToConnect()
    {
        return new Connect
        {
            CleanStart = CleanStart,
            KeepAlive = (ushort)Math.Ceiling(KeepAlive.TotalSeconds),
            ClientId = ClientId,
            UserName = Text(UserName),
            Password = Data(Password),
            WillTopic = Text(Will?.Topic),
            WillPayload = Data(Will?.Payload),
            WillQoS = Will?.QoS ?? QoS.AtMostOnce,
            WillRetain = Will?.Retain ?? false,
            WillProperties = Will?.Properties,
            Properties = Properties,
        };
    }

    private ConnectProperties Properties => new()
    {
        SessionExpiryInterval = SessionExpiryInterval == 0 ? null : SessionExpiryInterval,
        ReceiveMaximum = ReceiveMaximum == ushort.MaxValue ? null : ReceiveMaximum,
        MaximumPacketSize = MaximumPacketSize == uint.MaxValue ? null : MaximumPacketSize,
        TopicAliasMaximum = TopicAliasMaximum == 0 ? null : TopicAliasMaximum,
        RequestResponseInformation = RequestResponseInformation ? true : null,
        RequestProblemInformation = RequestProblemInformation ? null : false,
        UserProperties = UserProperties,
    };

    // No conditional expressions: null converts to an empty text there.
    private static Utf8String? Text(string? text)
    {
        if (text is null) return null;
        return text;
    }

    private static Bytes? Data(ReadOnlyMemory<byte>? data)
    {
        if (data is null) return null;
        return data.Value;
    }
}
