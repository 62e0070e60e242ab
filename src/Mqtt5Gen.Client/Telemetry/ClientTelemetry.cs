using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Shared;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>What one client tells its log, meters and traces. Where nobody listens, it costs a look whether somebody does.</summary>
internal sealed class ClientTelemetry
{
    private const int LongestCause = 512;
    private static readonly TimeSpan BetweenDrops = TimeSpan.FromSeconds(1); // lines about them

    private readonly ILogger _log;
    private readonly ClientMetrics _metrics;
    private readonly TimeProvider _time;
    private Identity _identity;
    private long _dropped;
    private long _droppedTold;
    private long? _dropsLogged;

    public ClientTelemetry(MqttClientOptions options)
    {
        _log = options.LoggerFactory?.CreateLogger<MqttClient>() ?? NullLogger<MqttClient>.Instance;
        _metrics = ClientMetrics.Of(options.MeterFactory);
        _time = options.TimeProvider;
        _identity = new(options.ClientId, new(options.ClientId), MeasuredServer.None);
    }

    /// <summary>The server that is or was connected.</summary>
    public MeasuredServer Server => _identity.Server;

    /// <summary>Whether anybody wants to know of a publish.</summary>
    public bool ObservesPublishing => _metrics.OperationDuration.Enabled || _metrics.SentMessages.Enabled || MqttTelemetry.ActivitySource.HasListeners();

    private bool ObservesProcessing => _metrics.ProcessDuration.Enabled || MqttTelemetry.ActivitySource.HasListeners();

    /// <summary>The client begins; what it has on its hands can be asked for from now on.</summary>
    public void Begin(Func<ClientLoad> load) => _metrics.Add(this, load);

    public void Connecting(Uri? server) => _log.Connecting(Client, Text(server));

    public void AttemptFailed(Uri? server, MqttDisconnect why)
    {
        _metrics.ConnectionAttempts.Add(1, MeasuredServer.Tags(new MeasuredServer(server).Itself, ErrorOf(why)));
        if (_log.IsEnabled(LogLevel.Warning)) _log.AttemptFailed(Client, Text(server), Cause(why));
    }

    public void Connected(Uri? server, string clientId, ProtocolVersion version, bool isSessionPresent)
    {
        _identity = new(clientId, new(clientId), new(server));
        _metrics.ConnectionAttempts.Add(1, Server.Itself);
        _log.Connected(Client, Text(server), version, isSessionPresent);
    }

    public void Lost(Uri? server, MqttDisconnect why)
    {
        _metrics.LostConnections.Add(1, MeasuredServer.Tags(Server.Itself, ErrorOf(why)));
        if (_log.IsEnabled(LogLevel.Warning)) _log.ConnectionLost(Client, Text(server), Cause(why));
    }

    public void Waiting(TimeSpan delay, int failedAttempts) => _log.Waiting(Client, delay, failedAttempts);

    public void Ended(MqttDisconnect why)
    {
        _metrics.Remove(this);
        if (why is { Origin: DisconnectOrigin.Client, Exception: null }) _log.Ended(Client);
        else if (_log.IsEnabled(LogLevel.Error)) _log.GaveUp(Client, Cause(why), why.Exception);
    }

    /// <summary>A message was dropped. Under the session's gate, where nobody is told.</summary>
    public void CountDrop() => _dropped++;

    /// <summary>Tells of what was dropped; the reader calls it once a read, outside the gate.</summary>
    public void TellDrops()
    {
        var dropped = _dropped;
        if (dropped == _droppedTold) return;
        _metrics.DroppedMessages.Add(dropped - _droppedTold, Server.Itself);
        _droppedTold = dropped;
        var now = _time.GetTimestamp();
        if (_dropsLogged is { } last && _time.GetElapsedTime(last, now) < BetweenDrops) return;
        _dropsLogged = now;
        _log.MessagesDropped(Client, dropped);
    }

    /// <summary>Told later: it happens under a gate, and a log may publish.</summary>
    public void NotSubscribedAgain(Utf8String filter, ReasonCode reason) =>
        ThreadPool.UnsafeQueueUserWorkItem(_ => _log.NotSubscribedAgain(Client, new(filter), reason), null);

    /// <summary>The server does not keep to our Receive Maximum.</summary>
    public void Overrun(ushort receiveMaximum) => _log.Overrun(Client, receiveMaximum);

    public void NotAnswered(Exception exception) => _log.NotAnswered(Client, exception);

    /// <summary>A subscription hands a message over to the application.</summary>
    public void Consumed()
    {
        if (_metrics.ConsumedMessages.Enabled) _metrics.ConsumedMessages.Add(1, Server.Receiving);
    }

    /// <summary>A handler begins with a message; without a publisher's context it is a trace of its own.</summary>
    public Operation BeginProcessing(in PublishView message)
    {
        if (!ObservesProcessing) return default;
        var publisher = MqttTelemetry.ActivitySource.HasListeners() ? TraceContext.Extract(message.Properties.UserProperties.ToList()) : default;
        return BeginProcessing(System.Text.Encoding.UTF8.GetString(message.TopicName), message.QoS, message.Payload.Length, publisher);
    }

    /// <inheritdoc cref="BeginProcessing(in PublishView)"/>
    public Operation BeginProcessing(MqttMessage message) => ObservesProcessing
        ? BeginProcessing(message.Topic, message.QoS, message.Payload.Length, TraceContext.Extract(message.Properties?.UserProperties ?? default))
        : default;

    public void HandlerFailed(ValueList<Utf8String> filters, Exception exception) => _log.HandlerFailed(Client, new(filters.ToString()), exception);

    /// <summary>The end of what <see cref="BeginProcessing(MqttMessage)"/> began.</summary>
    public void EndProcessing(in Operation operation, Exception? exception = null)
    {
        if (!operation.IsObserved) return;
        var error = exception is null ? null : Attributes.ErrorOf(exception);
        if (_metrics.ProcessDuration.Enabled) _metrics.ProcessDuration.Record(Stopwatch.GetElapsedTime(operation.Begun).TotalSeconds, MeasuredServer.Tags(Server.Processing, error));
        Spans.End(operation.Activity, error, exception?.Message);
    }

    /// <summary>A publish begins. The activity is not the caller's current one: that would outlive the call.</summary>
    public Operation BeginPublish(ref Outgoing message)
    {
        if (!MqttTelemetry.ActivitySource.HasListeners()) return new(null, Stopwatch.GetTimestamp());
        var current = Activity.Current;
        var activity = Spans.StartPublish(message, _identity.ClientId, Server);
        message = TraceContext.Inject(message); // not written over 3.1.1, as no property is
        Activity.Current = current;
        return new(activity, Stopwatch.GetTimestamp());
    }

    /// <summary>The end of what <see cref="BeginPublish"/> began: what the server answered, or what went wrong.</summary>
    public void EndPublish(in Operation operation, ReasonCode reason, Exception? exception = null)
    {
        var error = exception is not null ? Attributes.ErrorOf(exception) : reason >= ReasonCode.UnspecifiedError ? reason.ToString() : null;
        var tags = MeasuredServer.Tags(Server.Publishing, error);
        if (_metrics.SentMessages.Enabled) _metrics.SentMessages.Add(1, tags);
        if (_metrics.OperationDuration.Enabled) _metrics.OperationDuration.Record(Stopwatch.GetElapsedTime(operation.Begun).TotalSeconds, tags);
        Spans.End(operation.Activity, error, exception?.Message);
    }

    private LogText Client => _identity.Text;

    private static Operation BeginProcessing(string topic, QoS qos, int size, ActivityContext publisher)
    {
        Activity.Current = null; // whatever was current when the client began to receive has nothing to do with it
        return new(MqttTelemetry.ActivitySource.HasListeners() ? Spans.StartProcess(topic, qos, size, publisher) : null, Stopwatch.GetTimestamp());
    }

    private static string ErrorOf(MqttDisconnect why) => why switch
    {
        { Origin: DisconnectOrigin.Network, Exception: { } exception } => (exception.InnerException ?? exception).GetType().FullName!,
        _ => why.ReasonCode.ToString(),
    };

    private static string Text(Uri? server) => server is null ? "a server" : ServerUri.Describe(server);

    private static LogText Cause(MqttDisconnect why) => new(why.ToString(), LongestCause);

    /// <summary>Who the client is, known when the server has assigned the Client Identifier.</summary>
    private sealed record Identity(string ClientId, LogText Text, MeasuredServer Server);
}
