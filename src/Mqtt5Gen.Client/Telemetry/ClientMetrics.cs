using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Client;

/// <summary>The instruments of all clients of one meter.</summary>
internal sealed class ClientMetrics
{
    private static readonly ConditionalWeakTable<IMeterFactory, ClientMetrics> OfFactories = [];
    private static readonly Lazy<ClientMetrics> OfAll = new(static () => new(new(MqttTelemetry.MeterName, MqttTelemetry.Version)));

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    private readonly ConcurrentDictionary<ClientTelemetry, Func<ClientLoad>> _clients = new();

    private ClientMetrics(Meter meter)
    {
        OperationDuration = meter.CreateHistogram("messaging.client.operation.duration", "s", "How long a publish took, to its acknowledgement at QoS 1 and 2.", advice: Seconds);
        SentMessages = meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages published, or tried to.");
        ConsumedMessages = meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Messages that subscriptions handed over to the application.");
        ProcessDuration = meter.CreateHistogram("messaging.process.duration", "s", "How long a handler of messages or requests took.", advice: Seconds);
        ConnectionAttempts = meter.CreateCounter<long>("mqtt.client.connection.attempts", "{attempt}", "Connections tried; those that failed have error.type.");
        LostConnections = meter.CreateCounter<long>("mqtt.client.connection.losses", "{connection}", "Connections that ended without the client having asked for it.");
        DroppedMessages = meter.CreateCounter<long>("mqtt.client.dropped.messages", "{message}", "QoS 0 messages received and dropped, since nobody read them in time.");
        meter.CreateObservableUpDownCounter("mqtt.client.connections", () => Each(static load => load.IsConnected ? 1 : 0), "{connection}", "Connections in use.");
        meter.CreateObservableUpDownCounter("mqtt.client.queued.messages", () => Each(static load => load.Queued), "{message}", "Messages that wait to be sent.");
        meter.CreateObservableUpDownCounter("mqtt.client.inflight.messages", () => Each(static load => load.InFlight), "{message}", "QoS 1 and 2 messages sent and not acknowledged.");
    }

    public Histogram<double> OperationDuration { get; }

    public Counter<long> SentMessages { get; }

    public Counter<long> ConsumedMessages { get; }

    public Histogram<double> ProcessDuration { get; }

    public Counter<long> ConnectionAttempts { get; }

    public Counter<long> LostConnections { get; }

    public Counter<long> DroppedMessages { get; }

    /// <summary>Those of a factory, which disposes the meter; of the process without one.</summary>
    public static ClientMetrics Of(IMeterFactory? factory) => factory is null
        ? OfAll.Value
        : OfFactories.GetValue(factory, static factory => new(factory.Create(MqttTelemetry.MeterName, MqttTelemetry.Version)));

    public void Add(ClientTelemetry client, Func<ClientLoad> load) => _clients[client] = load;

    public void Remove(ClientTelemetry client) => _clients.TryRemove(client, out _);

    private IEnumerable<Measurement<long>> Each(Func<ClientLoad, long> value) =>
        from client in _clients
        select new Measurement<long>(value(client.Value()), client.Key.Server.Itself);
}
