using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker;

/// <summary>The limits of a broker. The defaults suit a server that strangers may reach.</summary>
public sealed record BrokerOptions
{
    /// <summary>Maximum Packet Size: the largest packet that the broker accepts, in bytes. Default: 2 MiB.</summary>
    public uint MaximumPacketSize { get; init; } = 2 * 1024 * 1024;

    /// <summary>Receive Maximum: how many QoS 1 and QoS 2 messages a 5.0 client may send before the first is acknowledged. Default: 1,024.</summary>
    public ushort ReceiveMaximum { get; init; } = 1024;

    /// <summary>How many QoS 1 and QoS 2 messages a client is sent before it has acknowledged the first, where its own Receive Maximum allows more. Default: 65,535.</summary>
    public ushort InFlightMessages { get; init; } = ushort.MaxValue;

    /// <summary>Topic Alias Maximum: the highest Topic Alias that a client may use. Default: 16.</summary>
    public ushort TopicAliasMaximum { get; init; } = 16;

    /// <summary>
    /// How many Topic Aliases a client is sent at most, where its own Topic Alias Maximum allows more; 0 for none. The first topics get them. Default: 32.
    /// </summary>
    public ushort AssignedTopicAliases { get; init; } = 32;

    /// <summary>Maximum QoS: the highest QoS that clients may publish with, and that subscriptions are granted (3.2.2.3.4). Default: exactly once.</summary>
    public QoS MaximumQoS { get; init; } = QoS.ExactlyOnce;

    /// <summary>Retain Available: whether messages are retained (3.2.2.3.5). Default: yes.</summary>
    public bool RetainAvailable { get; init; } = true;

    /// <summary>Wildcard Subscription Available: whether Topic Filters may hold <c>+</c> and <c>#</c> (3.2.2.3.11). Default: yes.</summary>
    public bool WildcardSubscriptionAvailable { get; init; } = true;

    /// <summary>Subscription Identifiers Available: whether subscriptions may have one (3.2.2.3.12). Default: yes.</summary>
    public bool SubscriptionIdentifierAvailable { get; init; } = true;

    /// <summary>Server Keep Alive: the longest Keep Alive of a 5.0 client, in seconds; one that asks for more, or for none, is given it (3.2.2.3.14). 0: there is no such limit. Default: 0.</summary>
    /// <remarks>A 3.1.1 client cannot be told, and keeps its own.</remarks>
    public ushort ServerKeepAlive { get; init; }

    /// <summary>The longest time that a session outlives its connection, in seconds; 0xFFFFFFFF is for ever. Default: 7 days.</summary>
    public uint SessionExpiryMaximum { get; init; } = 7 * 24 * 60 * 60;

    /// <summary>How many messages wait in one session, for its client to come back or to keep up. Default: 1,000.</summary>
    public int QueuedMessages { get; init; } = 1000;

    /// <summary>How many bytes of messages one session holds, waiting or not acknowledged. Default: 64 MiB.</summary>
    public long QueuedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// What happens to a further message when a session has <see cref="QueuedMessages"/> or <see cref="QueuedBytes"/>. Default: it is dropped, so
    /// that what was accepted first is delivered without a gap, and nobody can push out what others sent before.
    /// </summary>
    public QueueFullPolicy QueueFull { get; init; } = QueueFullPolicy.DropNewest;

    /// <summary>Whether QoS 0 messages, too, wait in the session of a client that is away (4.1 leaves that to the server). Default: false.</summary>
    public bool QueueQoS0 { get; init; }

    /// <summary>
    /// Shared Subscription Available: whether clients may use <c>$share/{ShareName}/{filter}</c> (4.8.2). Default: true.
    /// If not, a 5.0 client that does is disconnected with 0x9E. Clients of 3.1.1 may use it as well, and are answered 0x80 if not.
    /// </summary>
    public bool SharedSubscriptionAvailable { get; init; } = true;

    /// <summary>
    /// Which member of a Shared Subscription is sent a message. Default: each in its turn. What no member can take waits in the group, within
    /// <see cref="QueuedMessages"/> and <see cref="QueuedBytes"/>, and is given to the first that has room.
    /// </summary>
    public SharedSubscriptionStrategy SharedSubscriptions { get; init; } = SharedSubscriptionStrategy.RoundRobin;

    /// <summary>How many bytes may be on their way to a client that does not read: above it QoS 0 messages are dropped and others wait. Default: 4 MiB.</summary>
    public long UnsentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many bytes may be on their way to a client that sends and does not read: above it the connection is cut. Default: 8 MiB.</summary>
    public long UnansweredBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// How many topics may have a retained message. Default: 1,000,000. A further QoS 1 or QoS 2 message of a 5.0 client that is to be retained is refused
    /// with 0x97 (Quota exceeded); what cannot be refused, QoS 0 and that of 3.1.1, is delivered and not retained.
    /// </summary>
    public int RetainedMessages { get; init; } = 1_000_000;

    /// <summary>How many subscriptions one session may have. Default: 10,000.</summary>
    public int SubscriptionsPerSession { get; init; } = 10_000;

    /// <summary>How many levels a Topic Name or Topic Filter may have; of a shared subscription, with <c>$share</c> and its name. Default: 200.</summary>
    public int TopicLevels { get; init; } = 200;

    /// <summary>
    /// Whether a Payload that is said to be UTF-8 (Payload Format Indicator 1) is checked to be so (3.3.2.3.2, 3.1.3.2.3). Default: true. One that is not is
    /// answered with 0x99: in PUBACK or PUBREC, at QoS 0 in DISCONNECT, and a Will in CONNACK.
    /// </summary>
    /// <remarks>Only who declares it pays: 64 bytes take 6 to 30 ns, 16 KiB 0.15 us where all is ASCII and 4 us where little is (measured on a shared core).</remarks>
    public bool PayloadFormatChecks { get; init; } = true;

    /// <summary>How many connections may be open; further ones are refused with Quota exceeded (0x97). Default: 100,000.</summary>
    public int Connections { get; init; } = 100_000;

    /// <summary>How long a connection may take to send its CONNECT, and then how long it may take until it is clear who the client is (4.12). Default: 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Response Information: what a client that asks for it makes its Response Topics of (3.2.2.3.15); <c>%c</c> stands for its Client Identifier, as
    /// in <c>reply/%c</c>. A client whose identifier holds <c>/</c>, <c>+</c> or <c>#</c> gets none. Default: null, nobody gets any.
    /// </summary>
    public string? ResponseInformation { get; init; }

    /// <summary>How often the broker publishes its status to the topics below <c>$SYS/broker/</c>, as far as it has changed; 0: never. Default: 10 seconds.</summary>
    public TimeSpan SystemTopicsInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Server Reference: where else clients find a server (4.11), as <c>host</c>, <c>host:port</c> or <c>[IPv6]:port</c>, several separated by a space; null: that is not said. Default: null.</summary>
    public string? ServerReference { get; init; }

    /// <summary>Whether clients that are sent to another server are to stay there: 0x9D (Server moved) in place of 0x9C (Use another server). Default: no.</summary>
    public bool ServerMoved { get; init; }

    /// <summary>
    /// Who is sent to another server when it connects (3.2.2.2), before it is asked who it is: patterns of Client Identifiers, in which <c>*</c> stands for
    /// any characters and <c>?</c> for one. A 3.1.1 client is told 3 (Server unavailable). Default: nobody.
    /// </summary>
    public IReadOnlyList<string> RedirectedClients { get; init; } = [];

    /// <summary>Whether clients are sent to another server, and not only told 0x8B (Server shutting down), when the broker shuts down (3.14.2.1). Default: no.</summary>
    public bool RedirectsAtShutdown { get; init; }

    /// <summary>
    /// Whether clients must name an Authentication Method (4.12): others, and so all of 3.1.1, are refused with 0x87 (Not authorized). Default: no.
    /// </summary>
    public bool AuthenticationMethodRequired { get; init; }

    /// <summary>
    /// What becomes of a client that publishes what it may not publish. Default: the message is refused, with 0x87 where that can be said; at QoS 0, and of
    /// a 3.1.1 client, which is acknowledged as if it were taken, it is dropped.
    /// </summary>
    public DeniedPublishPolicy DeniedPublish { get; init; }

    /// <summary>What becomes of a client that breaks a rule harmlessly. Default: strict, its connection is closed.</summary>
    public Strictness Strictness { get; init; }
}
