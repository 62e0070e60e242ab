using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>An MQTT client of 5.0 and 3.1.1, which outlives its connections: when one is lost it makes another (see <see cref="MqttReconnect"/>) and goes on where it was. Every method may be called from many threads at once, and while messages are handled.</summary>
public sealed class MqttClient : IAsyncDisposable
{
    private static readonly MqttSubscriptionOptions AutomaticSubscription = new();
    private static readonly MqttRequestOptions DefaultRequest = new();

    private readonly ClientSession _session;
    private readonly ConnectionKeeper _keeper;
    private readonly MqttClientOptions _options;
    private readonly Requester _requester;
    private readonly ObservedPublisher _publisher;

    private MqttClient(MqttClientOptions options, IReadOnlyList<Uri> servers)
    {
        _options = options;
        _session = new ClientSession(options);
        _keeper = new ConnectionKeeper(_session, options, servers);
        _publisher = new ObservedPublisher(_session.Publisher, _session.Telemetry);
        _requester = new Requester(this, _session, Task.WhenAny(_keeper.HasConnected, _keeper.Ended), options.TimeProvider);
        Messages = new UnclaimedMessages(_session.Unclaimed);
    }

    /// <summary>The last CONNACK that accepted a connection: what the server announced (3.2). All defaults before the first.</summary>
    public ConnAck ConnAck => _keeper.ConnAck;

    /// <summary>The Client Identifier, assigned by the server if none was given (3.2.2.3.7); empty until then.</summary>
    public string ClientId => _keeper.ClientId;

    /// <summary>Session Present of the last CONNACK: the server went on with a Session it had (3.2.2.1.1).</summary>
    public bool SessionPresent => ConnAck.SessionPresent;

    /// <summary>Where the client stands with its connection.</summary>
    public MqttConnectionChange Connection => _keeper.Changes.Current;

    /// <summary>The current state, and each change of it. Any number of readers; one that falls behind misses the oldest, and never holds up the client. Ends with <see cref="MqttConnectionState.Ended"/>.</summary>
    public IAsyncEnumerable<MqttConnectionChange> ConnectionChanges => _keeper.Changes;

    /// <summary>Messages that belong to no subscription of this client, as of a Session that is gone on with. They are acknowledged; when more wait than <see cref="MqttClientOptions.SubscriptionCapacity"/>, the oldest is dropped.</summary>
    public IAsyncEnumerable<MqttMessage> Messages { get; }

    /// <summary>How many of <see cref="Messages"/> were dropped because they were not read in time.</summary>
    public long DroppedMessages => _session.Unclaimed.Dropped;

    /// <summary>Completes, and never fails, when the client has ended: how the last connection ended, and by whom.</summary>
    public Task<MqttDisconnect> Disconnected => _keeper.Ended;

    /// <summary>Makes a client of a server at a URI such as <c>mqtt://localhost:1883</c>. See <see cref="Create(Uri, MqttClientOptions?)"/>.</summary>
    /// <inheritdoc cref="Create(Uri, MqttClientOptions?)"/>
    public static MqttClient Create(string server, MqttClientOptions? options = null) => Create(ServerUri.Parse(server, nameof(server)), options);

    /// <summary>
    /// Makes a client that does not connect before <see cref="StartAsync"/>. Until then it is as without a connection: publishes wait in the queue (at QoS 1 and QoS 2 with an
    /// <see cref="MqttClientOptions.Outbox"/>, in front of it, since what an earlier process left goes first), subscriptions wait, and its state is <see cref="MqttConnectionState.NotStarted"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The URI or an option cannot be used.</exception>
    public static MqttClient Create(Uri server, MqttClientOptions? options = null)
    {
        ServerUri.Check(server);
        options ??= new();
        options.Validate();
        return new MqttClient(options, [server, .. options.OtherServers]);
    }

    /// <summary>Connects to a server at a URI such as <c>mqtt://localhost:1883</c>; see <see cref="MqttTransport.ConnectAsync"/> for the others.</summary>
    /// <inheritdoc cref="ConnectAsync(Uri, MqttClientOptions?, CancellationToken)"/>
    public static Task<MqttClient> ConnectAsync(string server, MqttClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        return ConnectAsync(ServerUri.Parse(server, nameof(server)), options, cancellationToken);
    }

    /// <summary>Connects to a server and waits for its CONNACK (3.1, 3.2), as <see cref="MqttReconnect.FirstConnect"/> says: <see cref="Create(Uri, MqttClientOptions?)"/> and <see cref="StartAsync"/>.</summary>
    /// <exception cref="ArgumentException">The URI or an option cannot be used.</exception>
    /// <exception cref="MqttConnectException">No server can be reached, or the last one tried refused the connection.</exception>
    /// <exception cref="MqttDisconnectedException">A client that keeps trying was refused for good (<see cref="MqttReconnect.GiveUpOn"/>).</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the client has ended.</exception>
    public static async Task<MqttClient> ConnectAsync(Uri server, MqttClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        var client = Create(server, options);
        await client.StartAsync(cancellationToken).ConfigureAwait(false);
        return client;
    }

    /// <summary>Connects over a transport, which is closed with the client (4.2). The client ends with this connection: there is no other to be made.</summary>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    /// <exception cref="MqttConnectException">The server did not answer, or refused the connection.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the transport is closed.</exception>
    public static async Task<MqttClient> ConnectAsync(IMqttTransport transport, MqttClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transport);
        options ??= new();
        options.Validate();
        var client = new MqttClient(options, []);
        try
        {
            await client._keeper.StartAsync(transport, cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await transport.DisposeAsync().ConfigureAwait(false); // it may not have come to a connection, which would have closed it
            throw;
        }
    }

    /// <summary>
    /// Takes up what an earlier process left in the <see cref="MqttClientOptions.Outbox"/>, and begins to connect: completes as <see cref="MqttReconnect.FirstConnect"/> says. A start that
    /// fails ends the client: what waits fails, and <see cref="Disconnected"/> completes. So does a start that is cancelled, since a client that is half started is of no use; once it has completed the token has no effect.
    /// </summary>
    /// <exception cref="InvalidOperationException">The client was started before.</exception>
    /// <exception cref="MqttConnectException">No server can be reached, or the last one tried refused the connection.</exception>
    /// <exception cref="MqttDisconnectedException">A client that keeps trying was refused for good (<see cref="MqttReconnect.GiveUpOn"/>), or the client was disconnected or disposed before or meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The start was cancelled.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => _keeper.StartAsync(cancellationToken);

    /// <summary>Publishes a message (3.3). See <see cref="PublishAsync(MqttMessage, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="PublishAsync(MqttMessage, CancellationToken)"/>
    public Task<PublishResult> PublishAsync(string topic, ReadOnlyMemory<byte> payload, QoS qos = QoS.AtMostOnce, bool retain = false, CancellationToken cancellationToken = default) =>
        _publisher.Publish(new(topic, payload, qos, retain, null), cancellationToken);

    /// <summary>
    /// Publishes a message (3.3). Completes when it is handed over for sending at QoS 0, with its PUBACK at QoS 1, with its PUBCOMP (or a PUBREC that refuses
    /// it) at QoS 2. Cancelling takes back a message that waits to be sent; the flow of one that was sent goes on without the caller.
    /// </summary>
    /// <exception cref="ArgumentException">The message breaks a rule of the standard, which is named.</exception>
    /// <exception cref="MqttException">
    /// A limit that the server announced forbids it, such as Maximum QoS or Maximum Packet Size; or it expired before it could be sent (0x83, Implementation specific error): what waits in the
    /// client longer than its Message Expiry Interval (3.3.2.3.3) is not sent, and what waits less is sent with what is left of it. Or the queue is full (0x97, see <see cref="MqttQueueOptions.WhenFull"/>), or
    /// QoS 0 does not wait for a connection (0x88, see <see cref="MqttQueueOptions.KeepsQoS0"/>). A refusal by the server is no exception, but in the result.
    /// </exception>
    /// <exception cref="MqttDisconnectedException">The client ended before the message was acknowledged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<PublishResult> PublishAsync(MqttMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _publisher.Publish(Outgoing.Of(message), cancellationToken);
    }

    /// <summary>
    /// Publishes a message without waiting for its acknowledgement: completes when the queue has taken it over, and, at QoS 1 and QoS 2, the
    /// <see cref="MqttClientOptions.Outbox"/> if there is one. Cancelling takes it back until then. So a producer is slowed down where the queue is full, and not by the server.
    /// </summary>
    /// <exception cref="ArgumentException">The message breaks a rule of the standard, which is named.</exception>
    /// <exception cref="MqttException">A limit that the server announced forbids it, the queue is full, the message expired while it waited for room, or QoS 0 does not wait for a connection (<see cref="MqttQueueOptions.KeepsQoS0"/>).</exception>
    /// <exception cref="MqttDisconnectedException">The client has ended.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the queue had taken it over.</exception>
    public Task<MqttQueuedPublish> QueueAsync(MqttMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _publisher.QueueAsync(Outgoing.Of(message), cancellationToken);
    }

    /// <summary>Subscribes to one Topic Filter (3.8). See <see cref="SubscribeAsync(ValueList{Subscription}, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="SubscribeAsync(ValueList{Subscription}, CancellationToken)"/>
    public Task<MqttSubscription> SubscribeAsync(string topicFilter, QoS maximumQoS = QoS.AtMostOnce, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topicFilter);
        return SubscribeAsync([new Subscription { TopicFilter = topicFilter, MaximumQoS = maximumQoS }], cancellationToken);
    }

    /// <summary>
    /// Subscribes to Topic Filters with their options in one SUBSCRIBE, and waits for SUBACK (3.8, 3.9). Cancelling unsubscribes again in the background. A filter that the server refuses is
    /// no exception: see <see cref="MqttSubscription.ReasonCodes"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A Topic Filter breaks a rule of the standard, which is named.</exception>
    /// <exception cref="MqttException">A limit that the server announced forbids it, or every Packet Identifier is in use (2.2.1).</exception>
    /// <exception cref="MqttDisconnectedException">The client ended before the server answered.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<MqttSubscription> SubscribeAsync(ValueList<Subscription> subscriptions, CancellationToken cancellationToken = default) =>
        SubscribeAsync(subscriptions, AutomaticSubscription, cancellationToken);

    /// <summary>Subscribes to Topic Filters, and says how their messages are taken. See <see cref="SubscribeAsync(ValueList{Subscription}, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="SubscribeAsync(ValueList{Subscription}, CancellationToken)"/>
    public Task<MqttSubscription> SubscribeAsync(ValueList<Subscription> subscriptions, MqttSubscriptionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return _session.Subscriber.SubscribeAsync(subscriptions, options, cancellationToken);
    }

    /// <summary>Unsubscribes a Topic Filter (3.10); the subscriptions that have no other filter end. Returns the server's answer (3.11.3).</summary>
    /// <inheritdoc cref="UnsubscribeAsync(ValueList{Utf8String}, CancellationToken)"/>
    public async Task<ReasonCode> UnsubscribeAsync(string topicFilter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topicFilter);
        return (await UnsubscribeAsync([topicFilter], cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Unsubscribes Topic Filters (3.10). Returns the server's answer to each (3.11.3). One who cancels does not wait for it; UNSUBSCRIBE is sent all the same.</summary>
    /// <exception cref="ArgumentException">A Topic Filter breaks a rule of the standard, which is named.</exception>
    /// <exception cref="MqttException">The packet is larger than the server's Maximum Packet Size (3.2.2.3.6), or every Packet Identifier is in use (2.2.1).</exception>
    /// <exception cref="MqttDisconnectedException">The client ended before the server answered.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<ValueList<ReasonCode>> UnsubscribeAsync(ValueList<Utf8String> topicFilters, CancellationToken cancellationToken = default) =>
        _session.Subscriber.UnsubscribeAsync(topicFilters, cancellationToken);

    /// <summary>
    /// Sends a request and waits for its response (4.10): with a Response Topic that all requests of the client share, below the server's Response Information if
    /// that was asked for (<see cref="MqttClientOptions.RequestResponseInformation"/>), and Correlation Data of its own. Any number at once; the reply subscription is
    /// made with the first, when the client has connected for the first time, and made anew below another Response Information when a later connection brings one: requests
    /// that are sent by then keep their topic.
    /// </summary>
    /// <exception cref="ArgumentException">The message breaks a rule of the standard, which is named.</exception>
    /// <exception cref="TimeoutException">No response came within <see cref="MqttRequestOptions.Timeout"/>.</exception>
    /// <exception cref="MqttException">The server does not take the request, says that nobody has subscribed to it, or knows no 5.0; or the message could not be sent, as <see cref="PublishAsync(MqttMessage, CancellationToken)"/> says.</exception>
    /// <exception cref="MqttDisconnectedException">The client ended before the response came.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled: a response that still comes is dropped.</exception>
    public Task<MqttMessage> RequestAsync(string topic, ReadOnlyMemory<byte> payload, MqttRequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _requester.RequestAsync(topic, payload, options ?? DefaultRequest, cancellationToken);
    }

    /// <summary>Answers a request: publishes to its Response Topic, with its Correlation Data and QoS (4.10).</summary>
    /// <exception cref="ArgumentException">The request has no Response Topic, or the response breaks a rule of the standard, which is named.</exception>
    /// <inheritdoc cref="PublishAsync(MqttMessage, CancellationToken)"/>
    public Task<PublishResult> ReplyAsync(MqttMessage request, ReadOnlyMemory<byte> payload, PublishProperties? properties = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Properties?.ResponseTopic is not { } topic) throw new ArgumentException("The message asks for no response: it has no Response Topic (3.3.2.3.5).", nameof(request));
        var answered = (properties ?? new()) with { CorrelationData = request.Properties.CorrelationData };
        return PublishAsync(new MqttMessage { Topic = topic.ToString(), Payload = payload, QoS = request.QoS, Properties = answered }, cancellationToken);
    }

    /// <summary>Answers the requests to a Topic Filter, several at once, with what a handler gives for each. A message without Response Topic is passed over. Whoever is given the responder disposes it.</summary>
    /// <exception cref="ArgumentException">The Topic Filter breaks a rule of the standard, which is named, or an option is out of range.</exception>
    /// <exception cref="MqttException">The server refused the subscription, or a limit that it announced forbids it.</exception>
    /// <inheritdoc cref="SubscribeAsync(ValueList{Subscription}, CancellationToken)"/>
    public async Task<MqttResponder> RespondAsync(
        string topicFilter,
        Func<MqttMessage, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> handler,
        MqttResponderOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Concurrency);
        var subscription = await SubscribeAsync(topicFilter, options.MaximumQoS, cancellationToken).ConfigureAwait(false);
        if (subscription.ReasonCodes[0] is >= ReasonCode.UnspecifiedError and var reason) throw new MqttException($"The server refused the subscription ({reason}).", reason);
        return new MqttResponder(this, subscription, handler, options, _session.Telemetry);
    }

    /// <summary>Authenticates again on the connection in use, by <see cref="MqttClientOptions.Authentication"/> (4.12.1), while messages go on. One at a time.</summary>
    /// <exception cref="InvalidOperationException">The client connects without enhanced authentication, or a re-authentication is under way.</exception>
    /// <exception cref="MqttDisconnectedException">The server refused, the exchange failed, or there is no connection; the client reconnects as it does otherwise.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled: an exchange that is begun goes on without the caller.</exception>
    public Task ReauthenticateAsync(CancellationToken cancellationToken = default) => _keeper.Connection is { } connection
        ? connection.ReauthenticateAsync(cancellationToken)
        : Task.FromException(new MqttDisconnectedException(Connection.Cause ?? new(ReasonCode.UnspecifiedError, DisconnectOrigin.Network)));

    /// <summary>Sends what is queued, then DISCONNECT with 0x00, and closes the connection (3.14), within <see cref="MqttClientOptions.DisconnectTimeout"/>. The server drops the Will.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled: what is queued is not waited for, and the client ends in the background.</exception>
    public Task DisconnectAsync(CancellationToken cancellationToken = default) => DisconnectAsync(default, cancellationToken);

    /// <summary>
    /// Sends what is queued, then this DISCONNECT, and closes the connection (3.14), within <see cref="MqttClientOptions.DisconnectTimeout"/>. The client ends; without
    /// a connection, at once.
    /// </summary>
    /// <exception cref="ArgumentException">The packet breaks a rule of the standard, which is named.</exception>
    /// <exception cref="MqttException">What was announced forbids the packet, such as a Session Expiry Interval where that of CONNECT was 0 (3.14.2.2.2).</exception>
    /// <exception cref="OperationCanceledException">It was cancelled: what is queued is not waited for, and the client ends in the background.</exception>
    public async Task DisconnectAsync(Disconnect packet, CancellationToken cancellationToken = default)
    {
        PublishRules.CheckDecoded(packet, _options.Version);
        if (_keeper.Connection is { } connection) await connection.DisconnectAsync(packet, _options.DisconnectTimeout, cancellationToken).ConfigureAwait(false);
        await _keeper.StopAsync(new(packet.ReasonCode, DisconnectOrigin.Client), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Disconnects as <see cref="DisconnectAsync(CancellationToken)"/> does, unless the client has ended.</summary>
    public async ValueTask DisposeAsync() => await DisconnectAsync().ConfigureAwait(false);
}
