using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Telemetry;

public sealed class MetricTests : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Server = [new("messaging.system", "mqtt"), new("server.address", "one"), new("server.port", 1883)];

    private readonly FakeServers _servers = new();
    private readonly OwnMeters _meters = new();
    private readonly MqttClientOptions _options;

    public MetricTests() => _options = new() { ClientId = "a", CleanStart = false, SessionExpiryInterval = 60, MeterFactory = _meters };

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task APublishIsCountedAndTimed()
    {
        using var sent = Collect<long>("messaging.client.sent.messages");
        using var duration = Collect<double>("messaging.client.operation.duration");
        var (client, server) = await _servers.ConnectAsync(_options, new() { MaximumPacketSize = 100 });
        await client.PublishAsync("t", default);
        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        Assert.Single(sent.GetMeasurementSnapshot()); // of QoS 1 when it is acknowledged
        await server.SendAsync(new PubAck { PacketId = 1, ReasonCode = ReasonCode.NotAuthorized });
        await publishing.WaitAsync(Reading.Patience);
        await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("t", new byte[100]));
        Assert.Throws<ArgumentException>(() => { _ = client.PublishAsync("#", default); });
        var queued = await client.QueueAsync(new() { Topic = "t" });
        await queued.Completion;

        KeyValuePair<string, object?>[] operation = [.. Server, new("messaging.operation.name", "publish"), new("messaging.operation.type", "send")];
        string?[] errors = [null, "NotAuthorized", "PacketTooLarge", "System.ArgumentException", null];
        Assert.Equal(errors.Select(error => Text(error is null ? operation : [.. operation, new("error.type", error)])), sent.GetMeasurementSnapshot().Select(Tags));
        Assert.Equal(sent.GetMeasurementSnapshot().Select(Tags), duration.GetMeasurementSnapshot().Select(Tags));
        Assert.All(duration.GetMeasurementSnapshot(), static measured => Assert.InRange(measured.Value, 0, 60));
    }

    [Fact]
    public async Task WhatSubscriptionsHandOverIsCountedAndHandlersAreTimed()
    {
        using var consumed = Collect<long>("messaging.client.consumed.messages");
        using var duration = Collect<double>("messaging.process.duration");
        using var dropped = Collect<long>("mqtt.client.dropped.messages");
        var (client, server) = await _servers.ConnectAsync(_options with { SubscriptionCapacity = 1 });
        var (stream, _) = await server.GrantAsync(client.SubscribeAsync("s"));
        var isBad = false;
        await server.GrantAsync(client.SubscribeAsync(
            [new Subscription { TopicFilter = "h" }],
            new MqttSubscriptionOptions { Handler = (in PublishView _) => { if (isBad) throw new InvalidOperationException(); } }));
        await server.PublishAsync("s", QoS.AtMostOnce, payload: "1");
        await server.PublishAsync("s", QoS.AtMostOnce, payload: "2"); // drops the first
        await server.PublishAsync("h", QoS.AtMostOnce);
        await server.ExpectNothingAsync();
        isBad = true;
        await server.PublishAsync("h", QoS.AtMostOnce);
        await server.ExpectNothingAsync();
        await server.ExpectNothingAsync(); // what is told of a read is told before the next
        Assert.Equal(["2"], await stream.PayloadsAsync(1));

        Assert.Equal(3, consumed.GetMeasurementSnapshot().Count);
        Assert.Equal(Text([.. Server, new("messaging.operation.name", "receive"), new("messaging.operation.type", "receive")]), Tags(consumed.LastMeasurement!));
        KeyValuePair<string, object?>[] operation = [.. Server, new("messaging.operation.name", "process"), new("messaging.operation.type", "process")];
        Assert.Equal([Text(operation), Text([.. operation, new("error.type", "System.InvalidOperationException")])], duration.GetMeasurementSnapshot().Select(Tags));
        Assert.Equal((1, Text(Server)), (dropped.LastMeasurement!.Value, Tags(dropped.LastMeasurement)));
    }

    [Fact]
    public async Task ConnectionsAndTheirEndsAreCounted()
    {
        using var attempts = Collect<long>("mqtt.client.connection.attempts");
        using var losses = Collect<long>("mqtt.client.connection.losses");
        var (client, server) = await _servers.ConnectAsync(_options);
        await server.DisposeAsync();
        await _servers.RefuseAsync(ReasonCode.ServerBusy);
        await _servers.AcceptAsync();
        await client.ConnectedAsync();
        await client.DisposeAsync();

        Assert.Equal([Text(Server), Text([.. Server, new("error.type", "ServerBusy")]), Text(Server)], attempts.GetMeasurementSnapshot().Select(Tags));
        Assert.Equal([Text([.. Server, new("error.type", "System.IO.IOException")])], losses.GetMeasurementSnapshot().Select(Tags));
    }

    [Fact]
    public async Task WhatAClientHasOnItsHandsCanBeAskedForUntilItEnds()
    {
        var (client, server) = await _servers.ConnectAsync(_options, new() { ReceiveMaximum = 2 });
        for (var number = 0; number < 5; number++) _ = client.PublishAsync("t", default, QoS.AtLeastOnce);
        Assert.Equal((1, 3, 2), (Observed("connections"), Observed("queued.messages"), Observed("inflight.messages")));
        await server.DisposeAsync();
        await _servers.VisitAsync();
        Assert.Equal((0, 3, 2), (Observed("connections"), Observed("queued.messages"), Observed("inflight.messages")));
        await client.DisposeAsync();
        Assert.Null(Observed("connections"));
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(_meters, MqttTelemetry.MeterName, instrument);

    private long? Observed(string name)
    {
        using var collector = Collect<long>($"mqtt.client.{name}");
        collector.RecordObservableInstruments();
        if (collector.LastMeasurement is not { } measured) return null;
        Assert.Equal(Text(Server), Tags(measured));
        return measured.Value;
    }

    private static string Tags<T>(CollectedMeasurement<T> measured)
        where T : struct => Text(measured.Tags);

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(", ", tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"{tag.Key}={tag.Value}"));

    /// <summary>Meters of one test.</summary>
    private sealed class OwnMeters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            _meters.Add(new(options));
            return _meters[^1];
        }

        public void Dispose() => _meters.ForEach(static meter => meter.Dispose());
    }
}
