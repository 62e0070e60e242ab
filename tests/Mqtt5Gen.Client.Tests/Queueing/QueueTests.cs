using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Queueing;

public sealed class QueueTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    public async Task WhatIsPublishedWithoutAConnectionIsSentInOrder()
    {
        var client = await DisconnectedAsync(new());
        var publishing = Enumerable.Range(1, 6).Select(number => client.PublishAsync($"{number}", default, number <= 3 ? QoS.AtMostOnce : QoS.AtLeastOnce)).ToList();
        var (server, _) = await _servers.AcceptAsync(isPresent: true);
        var topics = new List<string>();
        for (var number = 1; number <= 6; number++) topics.Add((await server.ReadPublishAsync()).TopicName.ToString());
        Assert.Equal(["1", "2", "3"], topics.Where(topic => int.Parse(topic) <= 3));
        Assert.Equal(["4", "5", "6"], topics.Where(topic => int.Parse(topic) > 3));
        for (ushort packetId = 1; packetId <= 3; packetId++) await server.SendAsync(new PubAck { PacketId = packetId });
        await Task.WhenAll(publishing).WaitAsync(Reading.Patience);
    }

    [Fact]
    public async Task WhoQueuesWaitsForRoomOnly()
    {
        var client = await DisconnectedAsync(new() { Capacity = 2 });
        var first = await client.QueueAsync(Message("1")).WaitAsync(Reading.Patience);
        await client.QueueAsync(Message("2")).WaitAsync(Reading.Patience);
        var third = client.QueueAsync(Message("3"));
        var fourth = client.PublishAsync(Message("4"));
        Assert.False(third.IsCompleted);
        var (server, _) = await _servers.AcceptAsync(isPresent: true);
        for (var number = 1; number <= 4; number++) Assert.Equal($"{number}", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.False(first.Completion.IsCompleted);
        for (ushort packetId = 1; packetId <= 4; packetId++) await server.SendAsync(new PubAck { PacketId = packetId });
        Assert.True((await first.Completion.WaitAsync(Reading.Patience)).IsSuccess);
        Assert.True((await (await third).Completion.WaitAsync(Reading.Patience)).IsSuccess);
        Assert.True((await fourth.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    public async Task AFullQueueMayRefuse()
    {
        var client = await DisconnectedAsync(new() { Capacity = 1, WhenFull = MqttQueueFull.Fail });
        _ = client.PublishAsync(Message("1"));
        Assert.Equal(ReasonCode.QuotaExceeded, (await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync(Message("2")))).ReasonCode);
        Assert.Equal(ReasonCode.QuotaExceeded, (await Assert.ThrowsAsync<MqttException>(() => client.QueueAsync(Message("3")))).ReasonCode);
    }

    [Fact]
    public async Task AFullQueueMayDropTheOldestOfQoS0()
    {
        var client = await DisconnectedAsync(new() { Capacity = 2, WhenFull = MqttQueueFull.DropOldestQoS0 });
        var dropped = client.PublishAsync("0", default);
        _ = client.PublishAsync(Message("1"));
        _ = client.PublishAsync(Message("2"));
        Assert.Equal(ReasonCode.QuotaExceeded, (await Assert.ThrowsAsync<MqttException>(() => dropped.WaitAsync(Reading.Patience))).ReasonCode);
        await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("3", default)); // there is none older
        var (server, _) = await _servers.AcceptAsync(isPresent: true);
        Assert.Equal("1", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.Equal("2", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task QoS0MayFailWithoutAConnection()
    {
        var client = await DisconnectedAsync(new() { KeepsQoS0 = false });
        Assert.Equal(ReasonCode.ServerUnavailable, (await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync("t", default))).ReasonCode);
    }

    [Fact]
    public async Task WhoCancelsLeavesTheQueueAndMakesRoom()
    {
        var client = await DisconnectedAsync(new() { Capacity = 1 });
        using var cancel = new CancellationTokenSource();
        var first = client.PublishAsync("1", default, QoS.AtLeastOnce, cancellationToken: cancel.Token);
        var second = client.QueueAsync(Message("2"));
        var third = client.QueueAsync(Message("3"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        await second.WaitAsync(Reading.Patience);
        var (server, _) = await _servers.AcceptAsync(isPresent: true);
        Assert.Equal("2", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task ADisconnectDoesNotWaitForWhatIsCancelled()
    {
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", TimeProvider = new FakeTimeProvider() }, new() { ReceiveMaximum = 1 });
        _ = client.PublishAsync(Message("1"));
        await server.ReadPublishAsync();
        using var cancel = new CancellationTokenSource();
        var second = client.PublishAsync(Message("2"), cancel.Token);
        var disconnecting = client.DisconnectAsync();
        await cancel.CancelAsync();
        await server.ExpectAsync(new Disconnect());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await server.DisposeAsync();
        await disconnecting.WaitAsync(Reading.Patience);
    }

    [Fact]
    public async Task WhatIsQueuedIsHeldAgainstTheLimitsOfTheServerThatComes()
    {
        var client = await DisconnectedAsync(new());
        var tooHigh = client.PublishAsync("2", default, QoS.ExactlyOnce);
        _ = client.PublishAsync("1", default, QoS.AtLeastOnce);
        var (server, _) = await _servers.AcceptAsync(isPresent: true, new() { MaximumQoS = 1 });
        Assert.Equal("1", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.Equal(ReasonCode.QoSNotSupported, (await Assert.ThrowsAsync<MqttException>(() => tooHigh.WaitAsync(Reading.Patience))).ReasonCode);
    }

    private static MqttMessage Message(string topic) => new() { Topic = topic, QoS = QoS.AtLeastOnce };

    private async Task<MqttClient> DisconnectedAsync(MqttQueueOptions queue)
    {
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", CleanStart = false, Queue = queue });
        await server.DisposeAsync();
        await client.UntilAsync(isConnected: false);
        return client;
    }
}
