using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>An MQTT client of 5.0 and 3.1.1 on one connection. Every method may be called from many threads at once, and while messages are handled.</summary>
public sealed class MqttClient : IAsyncDisposable
{
    private readonly Connection _connection;
    private readonly MqttClientOptions _options;

    private MqttClient(Connection connection, MqttClientOptions options, ConnAck connAck)
    {
        (_connection, _options, ConnAck) = (connection, options, connAck);
        ClientId = connAck.Properties?.AssignedClientIdentifier?.ToString() ?? options.ClientId; // [MQTT-3.2.2-16]
        Messages = new UnclaimedMessages(connection.Unclaimed);
    }

    /// <summary>The server's CONNACK: what it announced (3.2).</summary>
    public ConnAck ConnAck { get; }

    /// <summary>The Client Identifier, assigned by the server if none was given (3.2.2.3.7).</summary>
    public string ClientId { get; }

    /// <summary>Session Present: the server went on with a Session it had (3.2.2.1.1).</summary>
    public bool SessionPresent => ConnAck.SessionPresent;

    /// <summary>Messages that belong to no subscription of this client, as of a Session that is gone on with. They are acknowledged; when more wait than <see cref="MqttClientOptions.SubscriptionCapacity"/>, the oldest is dropped.</summary>
    public IAsyncEnumerable<MqttMessage> Messages { get; }

    /// <summary>How many of <see cref="Messages"/> were dropped because they were not read in time.</summary>
    public long DroppedMessages => _connection.Unclaimed.Dropped;

    /// <summary>Completes, and never fails, when the connection has ended: how, and by whom.</summary>
    public Task<MqttDisconnect> Disconnected => _connection.Closed;

    /// <summary>Connects to a server at a URI such as <c>mqtt://localhost:1883</c>; see <see cref="MqttTransport.ConnectAsync"/> for the others.</summary>
    /// <inheritdoc cref="ConnectAsync(Uri, MqttClientOptions?, CancellationToken)"/>
    public static Task<MqttClient> ConnectAsync(string server, MqttClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        return ConnectAsync(ServerUri.Parse(server, nameof(server)), options, cancellationToken);
    }

    /// <summary>Connects to a server and waits for its CONNACK (3.1, 3.2).</summary>
    /// <exception cref="ArgumentException">The URI or an option cannot be used.</exception>
    /// <exception cref="MqttConnectException">The server cannot be reached, or refused the connection.</exception>
    public static async Task<MqttClient> ConnectAsync(Uri server, MqttClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ServerUri.Check(server);
        options ??= new();
        var connect = ToConnect(options);
        using var deadline = new Deadline(options, cancellationToken);
        try
        {
            var transport = await MqttTransport.ConnectAsync(server, options.Transport, deadline.Token).ConfigureAwait(false);
            return await ConnectAsync(transport, options, connect, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw deadline.Passed(ServerUri.Describe(server));
        }
    }

    /// <summary>Connects over a transport, which is closed with the client (4.2).</summary>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    /// <exception cref="MqttConnectException">The server did not answer, or refused the connection.</exception>
    public static async Task<MqttClient> ConnectAsync(IMqttTransport transport, MqttClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        options ??= new();
        var connect = ToConnect(options);
        using var deadline = new Deadline(options, cancellationToken);
        try
        {
            return await ConnectAsync(transport, options, connect, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw deadline.Passed("the server");
        }
    }

    /// <summary>Publishes a message (3.3). See <see cref="PublishAsync(MqttMessage, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="PublishAsync(MqttMessage, CancellationToken)"/>
    public Task<PublishResult> PublishAsync(string topic, ReadOnlyMemory<byte> payload, QoS qos = QoS.AtMostOnce, bool retain = false, CancellationToken cancellationToken = default) =>
        _connection.Publisher.Publish(new(topic, payload, qos, retain, null), cancellationToken);

    /// <summary>
    /// Publishes a message (3.3). Completes when it is handed over for sending at QoS 0, with its PUBACK at QoS 1, with its PUBCOMP (or a PUBREC that refuses
    /// it) at QoS 2. Cancelling takes back a message that waits to be sent; the flow of one that was sent goes on without the caller.
    /// </summary>
    /// <exception cref="ArgumentException">The message breaks a rule of the standard, which is named.</exception>
    /// <exception cref="MqttException">A limit that the server announced forbids it, such as Maximum QoS or Maximum Packet Size.</exception>
    /// <exception cref="MqttDisconnectedException">The connection ended before the message was acknowledged.</exception>
    public Task<PublishResult> PublishAsync(MqttMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var properties = message.Properties is { SubscriptionIdentifiers.Count: > 0 } received ? received with { SubscriptionIdentifiers = [] } : message.Properties; // [MQTT-3.3.4-6]
        return _connection.Publisher.Publish(new(message.Topic, message.Payload, message.QoS, message.Retain, properties), cancellationToken);
    }

    /// <summary>Subscribes to one Topic Filter (3.8). See <see cref="SubscribeAsync(ValueList{Subscription}, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="SubscribeAsync(ValueList{Subscription}, CancellationToken)"/>
    public Task<MqttSubscription> SubscribeAsync(string topicFilter, QoS maximumQoS = QoS.AtMostOnce, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topicFilter);
        return SubscribeAsync([new Subscription { TopicFilter = topicFilter, MaximumQoS = maximumQoS }], cancellationToken);
    }

    /// <summary>
    /// Subscribes to Topic Filters with their options in one SUBSCRIBE, and waits for SUBACK (3.8, 3.9). Cancelling unsubscribes again in the background.
    /// </summary>
    /// <exception cref="ArgumentException">A Topic Filter breaks a rule of the standard, which is named.</exception>
    /// <exception cref="MqttException">A limit that the server announced forbids it.</exception>
    /// <exception cref="MqttDisconnectedException">The connection ended before the server answered.</exception>
    public Task<MqttSubscription> SubscribeAsync(ValueList<Subscription> subscriptions, CancellationToken cancellationToken = default) =>
        _connection.Subscriber.SubscribeAsync(subscriptions, cancellationToken);

    /// <summary>Unsubscribes a Topic Filter (3.10); the subscriptions that have no other filter end. Returns the server's answer.</summary>
    public async Task<ReasonCode> UnsubscribeAsync(string topicFilter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topicFilter);
        return (await UnsubscribeAsync([topicFilter], cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Unsubscribes Topic Filters (3.10). Returns the server's answer to each (3.11.3).</summary>
    /// <exception cref="ArgumentException">A Topic Filter breaks a rule of the standard, which is named.</exception>
    /// <exception cref="MqttDisconnectedException">The connection ended before the server answered.</exception>
    public Task<ValueList<ReasonCode>> UnsubscribeAsync(ValueList<Utf8String> topicFilters, CancellationToken cancellationToken = default) =>
        _connection.Subscriber.UnsubscribeAsync(topicFilters, cancellationToken);

    /// <summary>Sends what is queued, then DISCONNECT with 0x00, and closes the connection (3.14), within <see cref="MqttClientOptions.DisconnectTimeout"/>. The server drops the Will.</summary>
    public Task DisconnectAsync(CancellationToken cancellationToken = default) => DisconnectAsync(default, cancellationToken);

    /// <summary>Sends what is queued, then this DISCONNECT, and closes the connection (3.14), within <see cref="MqttClientOptions.DisconnectTimeout"/>.</summary>
    /// <exception cref="ArgumentException">The packet breaks a rule of the standard, which is named.</exception>
    public Task DisconnectAsync(Disconnect packet, CancellationToken cancellationToken = default)
    {
        PublishRules.CheckDecoded(packet, _options.Version);
        return _connection.DisconnectAsync(packet, _options.DisconnectTimeout, cancellationToken);
    }

    /// <summary>Disconnects as <see cref="DisconnectAsync(CancellationToken)"/> does, unless the connection has ended.</summary>
    public async ValueTask DisposeAsync() => await DisconnectAsync().ConfigureAwait(false);

    private static Connect ToConnect(MqttClientOptions options)
    {
        var connect = options.ToConnect();
        PublishRules.CheckDecoded(connect, options.Version);
        return connect;
    }

    private static async Task<MqttClient> ConnectAsync(IMqttTransport transport, MqttClientOptions options, Connect connect, CancellationToken cancellationToken)
    {
        var connection = new Connection(transport, options, connect);
        try
        {
            var connAck = await connection.Connected.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (connAck.ReasonCode < ReasonCode.UnspecifiedError) return new MqttClient(connection, options, connAck);
            throw Refused(connAck);
        }
        catch (MqttDisconnectedException exception)
        {
            throw new MqttConnectException($"The server did not accept the connection. {exception.Message}", exception.ReasonCode, innerException: exception.InnerException);
        }
        catch (OperationCanceledException)
        {
            connection.Close(new(ReasonCode.NormalDisconnection, DisconnectOrigin.Client));
            throw;
        }
    }

    private static MqttConnectException Refused(ConnAck connAck) => new(
        $"The server refused the connection ({connAck.ReasonCode}).{(connAck.Properties?.ReasonString is { } text ? " " + text : "")}",
        connAck.ReasonCode,
        connAck);

    private sealed class Deadline : IDisposable
    {
        private readonly CancellationTokenSource _timeout;
        private readonly CancellationTokenSource _either;
        private readonly TimeSpan _patience;

        public Deadline(MqttClientOptions options, CancellationToken cancellationToken)
        {
            _patience = options.ConnectTimeout;
            _timeout = new CancellationTokenSource(_patience, options.TimeProvider);
            _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _timeout.Token);
        }

        public CancellationToken Token => _either.Token;

        public MqttConnectException Passed(string server) =>
            new($"No connection to {server} within {_patience.TotalSeconds} s.", ReasonCode.ServerUnavailable, innerException: new TimeoutException());

        public void Dispose()
        {
            _either.Dispose();
            _timeout.Dispose();
        }
    }
}
