using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Queueing;

/// <summary>Message Expiry Interval (3.3.2.3.3) of what waits in the client.</summary>
public sealed class ExpiryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeServers _servers = new();

    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    public async Task WhatWaitsTooLongFailsWithoutAConnectionAndIsNeverSent(ProtocolVersion version)
    {
        var client = await DisconnectedAsync(new() { Version = version });
        Task[] late = [client.PublishAsync(Message("0", QoS.AtMostOnce, 5)), client.PublishAsync(Message("1", QoS.AtLeastOnce, 5)), (await client.QueueAsync(Message("2", QoS.ExactlyOnce, 5))).Completion];
        _ = client.PublishAsync(Message("in time", QoS.AtLeastOnce, 6));
        _ = client.PublishAsync(Message("always", QoS.AtLeastOnce, null));
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.DoesNotContain(late, static publishing => publishing.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        foreach (var publishing in late)
        {
            var exception = await Assert.ThrowsAsync<MqttException>(() => publishing.WaitAsync(Reading.Patience));
            Assert.Equal(ReasonCode.ImplementationSpecificError, exception.ReasonCode);
            Assert.Contains("has expired before it could be sent: its Message Expiry Interval is 5 s", exception.Message, StringComparison.Ordinal);
        }

        var (server, _) = await _servers.AcceptAsync(isPresent: true, version: version);
        Assert.Equal("in time", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.Equal("always", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.ExpectNothingAsync();
    }

    [Theory]
    [InlineData(0.9, 20u)]
    [InlineData(2.5, 18u)]
    [InlineData(19.9, 1u)]
    public async Task WhatIsSentSaysWhatIsLeft(double seconds, uint left)
    {
        var client = await DisconnectedAsync();
        foreach (var qos in new[] { QoS.AtMostOnce, QoS.AtLeastOnce }) _ = client.PublishAsync(Message("t", qos, 20));
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var (server, _) = await _servers.AcceptAsync(isPresent: true);
        for (var count = 0; count < 2; count++) Assert.Equal(left, (await server.ReadPublishAsync()).Properties!.MessageExpiryInterval);
    }

    [Fact]
    public async Task WhatNeedNotWaitKeepsItsIntervalAlsoOf0()
    {
        var (client, server) = await _servers.ConnectAsync(Options());
        foreach (var (qos, interval) in new[] { (QoS.AtMostOnce, 0u), (QoS.AtMostOnce, 7u), (QoS.AtLeastOnce, 0u), (QoS.ExactlyOnce, 7u) })
        {
            _ = client.PublishAsync(Message("t", qos, interval));
            Assert.Equal(interval, (await server.ReadPublishAsync()).Properties!.MessageExpiryInterval);
        }
    }

    [Fact]
    public async Task WhatExpiresMakesRoom()
    {
        var client = await DisconnectedAsync(new() { Queue = new() { Capacity = 1 } });
        var first = client.PublishAsync(Message("1", QoS.AtLeastOnce, 5));
        var outside = client.PublishAsync(Message("2", QoS.AtLeastOnce, 5));
        var third = client.QueueAsync(Message("3", QoS.AtLeastOnce, 60));
        _time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<MqttException>(() => first.WaitAsync(Reading.Patience));
        await Assert.ThrowsAsync<MqttException>(() => outside.WaitAsync(Reading.Patience));
        Assert.False((await third.WaitAsync(Reading.Patience)).Completion.IsCompleted);
        var fourth = client.PublishAsync(Message("4", QoS.AtLeastOnce, 5));
        _time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<MqttException>(() => fourth.WaitAsync(Reading.Patience));
        var (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.ExpectAsync(new Publish { TopicName = "3", QoS = QoS.AtLeastOnce, PacketId = 1, Properties = new() { MessageExpiryInterval = 50 } });
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task WhatWaitsForReceiveMaximumExpiresToo()
    {
        var (client, server) = await _servers.ConnectAsync(Options(), new() { ReceiveMaximum = 1 });
        _ = client.PublishAsync(Message("1", QoS.AtLeastOnce, null));
        await server.ReadPublishAsync();
        var second = client.PublishAsync(Message("2", QoS.AtLeastOnce, 5));
        _time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<MqttException>(() => second.WaitAsync(Reading.Patience));
        await server.SendAsync(new PubAck { PacketId = 1 });
        await server.ExpectNothingAsync();
    }

    [Fact]
    [Statement("MQTT-4.3.3-7", "MQTT-4.4.0-1")]
    public async Task WhatWasSentIsResentThoughItsTimeIsOver()
    {
        var (client, server) = await _servers.ConnectAsync(Options());
        Task<PublishResult>[] publishing = [client.PublishAsync(Message("1", QoS.AtLeastOnce, 10)), client.PublishAsync(Message("2", QoS.ExactlyOnce, 10))];
        for (var count = 0; count < 2; count++) await server.ReadPublishAsync();
        foreach (var (seconds, left) in new[] { (4, 6u), (20, 1u) })
        {
            await server.DisposeAsync();
            var (visit, _, _) = await _servers.VisitAsync();
            _time.Advance(TimeSpan.FromSeconds(seconds));
            await visit.SendAsync(new ConnAck { SessionPresent = true });
            server = visit;
            await server.ExpectAsync(new Publish { TopicName = "1", QoS = QoS.AtLeastOnce, Dup = true, PacketId = 1, Properties = new() { MessageExpiryInterval = left } });
            await server.ExpectAsync(new Publish { TopicName = "2", QoS = QoS.ExactlyOnce, Dup = true, PacketId = 2, Properties = new() { MessageExpiryInterval = left } });
        }

        await server.SendAsync(new PubAck { PacketId = 1 });
        await server.SendAsync(new PubRec { PacketId = 2 });
        await server.ExpectAsync(new PubRel { PacketId = 2 });
        await server.SendAsync(new PubComp { PacketId = 2 });
        Assert.All(await Task.WhenAll(publishing).WaitAsync(Reading.Patience), static result => Assert.True(result.IsSuccess));
    }

    [Fact]
    public async Task WhatWasSentExpiresWhenTheServerHasLostTheSession()
    {
        var (client, server) = await _servers.ConnectAsync(Options());
        var expired = client.PublishAsync(Message("1", QoS.ExactlyOnce, 10));
        _ = client.PublishAsync(Message("2", QoS.ExactlyOnce, 30));
        for (var count = 0; count < 2; count++) await server.ReadPublishAsync();
        await server.DisposeAsync();
        var (next, _, _) = await _servers.VisitAsync();
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.False(expired.IsCompleted);
        await next.SendAsync(new ConnAck());
        await next.ExpectAsync(new Publish { TopicName = "2", QoS = QoS.ExactlyOnce, PacketId = 3, Properties = new() { MessageExpiryInterval = 10 } });
        await next.ExpectNothingAsync();
        await Assert.ThrowsAsync<MqttException>(() => expired.WaitAsync(Reading.Patience));
    }

    [Fact]
    public async Task TheTimeBetweenProcessesCounts()
    {
        var outbox = new MemoryOutbox();
        var client = await DisconnectedAsync(new() { Outbox = outbox });
        foreach (uint interval in new uint[] { 30, 60 }) await client.QueueAsync(Message($"{interval}", QoS.AtLeastOnce, interval)).WaitAsync(Reading.Patience);

        var later = new FakeTimeProvider(_time.GetUtcNow() + TimeSpan.FromSeconds(40.5));
        var servers = new FakeServers();
        var (_, server) = await servers.ConnectAsync(Options(new() { Outbox = outbox }) with { TimeProvider = later });
        await server.ExpectAsync(new Publish { TopicName = "60", QoS = QoS.AtLeastOnce, PacketId = 1, Properties = new() { MessageExpiryInterval = 20 } });
        await server.SendAsync(new PubAck { PacketId = 1 });
        await server.ExpectNothingAsync();
        Assert.Empty((await outbox.LoadAsync(default)).Messages);
    }

    [Fact]
    public async Task ADisconnectDoesNotWaitForWhatExpires()
    {
        var (client, server) = await _servers.ConnectAsync(Options(), new() { ReceiveMaximum = 1 });
        _ = client.PublishAsync(Message("1", QoS.AtLeastOnce, null));
        await server.ReadPublishAsync();
        var second = client.PublishAsync(Message("2", QoS.AtLeastOnce, 2));
        var disconnecting = client.DisconnectAsync();
        _time.Advance(TimeSpan.FromSeconds(2)); // less than DisconnectTimeout
        await server.ExpectAsync(new Disconnect());
        await Assert.ThrowsAsync<MqttException>(() => second.WaitAsync(Reading.Patience));
        await server.DisposeAsync();
        await disconnecting.WaitAsync(Reading.Patience);
    }

    private static MqttMessage Message(string topic, QoS qos, uint? interval) => new() { Topic = topic, QoS = qos, Properties = new() { MessageExpiryInterval = interval } };

    private MqttClientOptions Options(MqttClientOptions? options = null) => (options ?? new()) with { ClientId = "a", CleanStart = false, SessionExpiryInterval = 60, KeepAlive = default, TimeProvider = _time };

    /// <summary>A client that has lost its connection, and is answered no more for the time being.</summary>
    private async Task<MqttClient> DisconnectedAsync(MqttClientOptions? options = null)
    {
        var (client, server) = await _servers.ConnectAsync(Options(options));
        await server.DisposeAsync();
        await client.UntilAsync(isConnected: false);
        return client;
    }
}
