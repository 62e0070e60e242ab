using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Queueing;

/// <summary>What is published before the start, while nobody knows yet what an earlier process left in the outbox.</summary>
public sealed class OutboxBeforeStartTests
{
    private readonly MemoryOutbox _outbox = new();
    private readonly FakeServers _servers = new();

    [Theory]
    [InlineData(MqttQueueFull.Wait)]
    [InlineData(MqttQueueFull.Fail)]
    [InlineData(MqttQueueFull.DropOldestQoS0)]
    public async Task WhatWasLeftGoesFirst(MqttQueueFull whenFull)
    {
        await LeaveAsync("left 1", "left 2");
        var client = Create(new() { Capacity = 3, WhenFull = whenFull });
        var first = client.QueueAsync(Message("new 1"));
        var second = client.PublishAsync(Message("new 2"));
        var atMostOnce = await client.QueueAsync(new() { Topic = "0" }).WaitAsync(Reading.Patience); // it never comes to the outbox
        Assert.False(first.IsCompleted || second.IsCompleted || atMostOnce.Completion.IsCompleted);
        Assert.Equal([1, 2], (await _outbox.LoadAsync(default)).Messages.Select(entry => entry.Sequence));

        var server = await StartAsync(client);
        var topics = new List<string>();
        while (topics.Count < 5) topics.Add((await server.ReadPublishAsync()).TopicName.ToString());
        Assert.Equal(["left 1", "left 2", "new 1", "new 2"], topics.Where(topic => topic != "0"));
        await first.WaitAsync(Reading.Patience);
        Assert.Equal([1, 2, 3, 4], (await _outbox.LoadAsync(default)).Messages.Select(entry => entry.Sequence));
        for (ushort packetId = 1; packetId <= 4; packetId++) await server.SendAsync(new PubAck { PacketId = packetId });
        Assert.True((await second.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    public async Task WhoComesBeforeTheStartFillsTheQueue()
    {
        var client = Create(new() { Capacity = 1, WhenFull = MqttQueueFull.Fail });
        var first = client.QueueAsync(Message("1"));
        await Assert.ThrowsAsync<MqttException>(() => client.QueueAsync(Message("2")).WaitAsync(Reading.Patience));
        await StartAsync(client);
        await first.WaitAsync(Reading.Patience);
    }

    [Fact]
    public async Task WhatWasLeftMayFillTheQueueAlready()
    {
        await LeaveAsync("left 1", "left 2");
        var client = Create(new() { Capacity = 2, WhenFull = MqttQueueFull.DropOldestQoS0 });
        var early = client.QueueAsync(Message("early"));
        var dropped = client.PublishAsync("0", default);
        var starting = client.StartAsync();
        var (server, _, _) = await _servers.VisitAsync();
        Assert.False(early.IsCompleted);
        var late = client.QueueAsync(Message("late")); // in the place of the QoS 0 message, which the early one takes
        Assert.Equal(ReasonCode.QuotaExceeded, (await Assert.ThrowsAsync<MqttException>(() => dropped.WaitAsync(Reading.Patience))).ReasonCode);
        await server.SendAsync(new ConnAck { SessionPresent = true });
        await starting.WaitAsync(Reading.Patience);
        foreach (var topic in new[] { "left 1", "left 2", "early", "late" }) Assert.Equal(topic, (await server.ReadPublishAsync()).TopicName.ToString());
        await Task.WhenAll(early, late).WaitAsync(Reading.Patience);
    }

    [Fact]
    public async Task WhoCancelsBeforeTheStartHasPublishedNothing()
    {
        await LeaveAsync("left");
        using var cancel = new CancellationTokenSource();
        var client = Create(new() { Capacity = 2 });
        var first = client.QueueAsync(Message("1"), cancel.Token);
        var second = client.PublishAsync("2", default, QoS.ExactlyOnce, cancellationToken: cancel.Token);
        var third = client.QueueAsync(Message("3")); // waits for room
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        var server = await StartAsync(client);
        Assert.Equal("left", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.Equal("3", (await server.ReadPublishAsync()).TopicName.ToString());
        await third.WaitAsync(Reading.Patience);
        Assert.Equal([1, 2], (await _outbox.LoadAsync(default)).Messages.Select(entry => entry.Sequence));
        await server.ExpectNoPublishAsync();
    }

    [Fact]
    public async Task AnOutboxThatCannotBeReadEndsTheClient()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options(new() { ClientId = "a", Outbox = new UnreadableOutbox() }));
        var publishing = client.PublishAsync(Message("t"));
        var failure = await Assert.ThrowsAsync<IOException>(() => client.StartAsync().WaitAsync(Reading.Patience));
        Assert.Same(failure, (await client.Disconnected.WaitAsync(Reading.Patience)).Exception);
        Assert.Equal("The client ended: bad disk.", (await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing.WaitAsync(Reading.Patience))).Message);
        Assert.Empty(_servers.Tried);
    }

    [Fact]
    public async Task DisposingBeforeTheStartLeavesTheOutboxAsItWas()
    {
        await LeaveAsync("left");
        var client = Create(new());
        var queueing = client.QueueAsync(Message("1"));
        await client.DisposeAsync();
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => queueing.WaitAsync(Reading.Patience));
        Assert.Single((await _outbox.LoadAsync(default)).Messages);
    }

    private static MqttMessage Message(string topic) => new() { Topic = topic, QoS = QoS.AtLeastOnce };

    /// <summary>An earlier process has taken these over, and was killed before it had a connection.</summary>
    private async Task LeaveAsync(params string[] topics)
    {
        var changes = topics.Index().Select(topic => new MqttOutboxChange(MqttOutboxChangeKind.Added, topic.Index + 1, Message: Message(topic.Item)));
        await _outbox.CommitAsync([.. changes], default);
    }

    private MqttClient Create(MqttQueueOptions queue) =>
        MqttClient.Create("mqtt://one", _servers.Options(new() { ClientId = "a", CleanStart = false, SessionExpiryInterval = 60, Outbox = _outbox, Queue = queue }));

    private async Task<FakeServer> StartAsync(MqttClient client)
    {
        var starting = client.StartAsync();
        var (server, _) = await _servers.AcceptAsync(isPresent: true);
        await starting.WaitAsync(Reading.Patience);
        return server;
    }

    private sealed class UnreadableOutbox : IMqttOutbox
    {
        public ValueTask<MqttOutboxContent> LoadAsync(CancellationToken cancellationToken) => throw new IOException("bad disk");

        public ValueTask CommitAsync(IReadOnlyList<MqttOutboxChange> changes, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
