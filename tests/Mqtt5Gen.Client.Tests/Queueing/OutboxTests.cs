using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Queueing;

/// <summary>An outbox that a second client takes up where the first was killed: it is never told that the first has ended.</summary>
public sealed class OutboxTests
{
    private readonly MemoryOutbox _outbox = new();
    private readonly FakeServers _servers = new();

    [Fact]
    public async Task WhatWasNotAcknowledgedGoesOnInTheNextProcess()
    {
        var (client, server) = await ConnectAsync(_outbox);
        foreach (var (topic, qos) in new[] { ("1", QoS.AtLeastOnce), ("2", QoS.ExactlyOnce), ("3", QoS.ExactlyOnce), ("4", QoS.ExactlyOnce), ("5", QoS.AtLeastOnce) })
        {
            await client.QueueAsync(new() { Topic = topic, QoS = qos, Payload = FakeServer.Utf8(topic) }).WaitAsync(Reading.Patience);
            await server.ReadPublishAsync();
        }

        await server.SendAsync(new PubRec { PacketId = 4 });
        await server.ExpectAsync(new PubRel { PacketId = 4 });
        await server.SendAsync(new PubRec { PacketId = 3 });
        await server.ExpectAsync(new PubRel { PacketId = 3 });
        await server.SendAsync(new PubAck { PacketId = 1 });
        await server.SendAsync(new PubComp { PacketId = 3 });
        await server.ExpectNothingAsync(); // the client knows, and so does the outbox
        await client.QueueAsync(new() { Topic = "after", QoS = QoS.AtLeastOnce }).WaitAsync(Reading.Patience);
        await server.ReadPublishAsync();

        var (_, next) = await ConnectAsync(_outbox, isPresent: true);
        await next.ExpectAsync(new PubRel { PacketId = 4 });
        await next.ExpectAsync(new Publish { TopicName = "2", QoS = QoS.ExactlyOnce, PacketId = 2, Dup = true, Payload = FakeServer.Utf8("2") });
        await next.ExpectAsync(new Publish { TopicName = "5", QoS = QoS.AtLeastOnce, PacketId = 5, Dup = true, Payload = FakeServer.Utf8("5") });
        await next.ExpectAsync(new Publish { TopicName = "after", QoS = QoS.AtLeastOnce, PacketId = 6, Dup = true });
        await next.ExpectNothingAsync();
    }

    [Fact]
    public async Task WhatWasNotSentIsSentByTheNextProcess()
    {
        var (client, server) = await ConnectAsync(_outbox);
        await server.DisposeAsync();
        await _servers.VisitAsync();
        foreach (var topic in new[] { "1", "2" }) await client.QueueAsync(new() { Topic = topic, QoS = QoS.ExactlyOnce }).WaitAsync(Reading.Patience);
        await client.DisposeAsync();

        var (_, next) = await ConnectAsync(_outbox, isPresent: true);
        await next.ExpectAsync(new Publish { TopicName = "1", QoS = QoS.ExactlyOnce, PacketId = 1 });
        await next.ExpectAsync(new Publish { TopicName = "2", QoS = QoS.ExactlyOnce, PacketId = 2 });
        foreach (ushort packetId in new[] { 1, 2 })
        {
            await next.SendAsync(new PubRec { PacketId = packetId });
            await next.ExpectAsync(new PubRel { PacketId = packetId });
            await next.SendAsync(new PubComp { PacketId = packetId });
        }

        await next.ExpectNothingAsync();
        Assert.Empty((await _outbox.LoadAsync(default)).Messages);
    }

    [Fact]
    public async Task AServerThatHasLostTheSessionGetsThemAnew()
    {
        var (client, server) = await ConnectAsync(_outbox);
        await client.QueueAsync(new() { Topic = "1", QoS = QoS.ExactlyOnce }).WaitAsync(Reading.Patience);
        await server.ReadPublishAsync();
        var (_, next) = await ConnectAsync(_outbox);
        await next.ExpectAsync(new Publish { TopicName = "1", QoS = QoS.ExactlyOnce, PacketId = 2 });
    }

    [Fact]
    [Statement("MQTT-4.3.3-10")]
    public async Task QoS2OfTheServerIsKnownToTheNextProcess()
    {
        var (client, server) = await ConnectAsync(_outbox);
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.ExactlyOnce));
        foreach (ushort packetId in new[] { 1, 2 })
        {
            await server.PublishAsync("a", QoS.ExactlyOnce, packetId);
            await subscription.FirstAsync();
            await server.ExpectAsync(new PubRec { PacketId = packetId });
        }

        await server.SendAsync(new PubRel { PacketId = 1 });
        await server.ExpectAsync(new PubComp { PacketId = 1 });

        var (second, next) = await ConnectAsync(_outbox, isPresent: true);
        await next.PublishAsync("a", QoS.ExactlyOnce, 2, dup: true, payload: "known");
        await next.ExpectAsync(new PubRec { PacketId = 2 });
        await next.PublishAsync("a", QoS.ExactlyOnce, 1, payload: "new");
        Assert.Equal(["new"], await second.Messages.PayloadsAsync(1));
    }

    [Fact]
    public async Task NothingIsSentBeforeItIsCommitted()
    {
        var slow = new SlowOutbox(_outbox);
        var (client, server) = await ConnectAsync(slow);
        var queueing = client.QueueAsync(new() { Topic = "1", QoS = QoS.ExactlyOnce });
        await slow.CommitAsync(MqttOutboxChangeKind.Added, server);
        await queueing.WaitAsync(Reading.Patience);
        await slow.CommitAsync(MqttOutboxChangeKind.Sent, server);
        await server.ReadPublishAsync();
        await server.SendAsync(new PubRec { PacketId = 1 });
        await slow.CommitAsync(MqttOutboxChangeKind.Released, server);
        await server.ExpectAsync(new PubRel { PacketId = 1 });
        await server.SendAsync(new PubComp { PacketId = 1 });
        await slow.CommitAsync(MqttOutboxChangeKind.Removed, server);

        await server.PublishAsync("x", QoS.ExactlyOnce, 9);
        await slow.CommitAsync(MqttOutboxChangeKind.Received, server);
        await server.ExpectAsync(new PubRec { PacketId = 9 });
        await server.SendAsync(new PubRel { PacketId = 9 });
        await slow.CommitAsync(MqttOutboxChangeKind.Forgotten, null);
        await server.ExpectAsync(new PubComp { PacketId = 9 });
    }

    [Fact]
    public async Task ACommitThatComesAfterItsConnectionSendsNothingTwice()
    {
        var slow = new SlowOutbox(_outbox);
        var (client, server) = await ConnectAsync(slow);
        var queueing = client.QueueAsync(new() { Topic = "1", QoS = QoS.ExactlyOnce });
        await slow.CommitAsync(MqttOutboxChangeKind.Added, server);
        await queueing.WaitAsync(Reading.Patience);
        await slow.BegunAsync(MqttOutboxChangeKind.Sent);
        await server.DisposeAsync();
        slow.Commit();
        (server, _) = await _servers.AcceptAsync(isPresent: true);
        Assert.Equal(1, (await server.ReadPublishAsync()).PacketId);
        await server.SendAsync(new PubRec { PacketId = 1 });
        await slow.BegunAsync(MqttOutboxChangeKind.Released);
        slow.Commit();
        await server.ExpectAsync(new PubRel { PacketId = 1 });
    }

    [Fact]
    public async Task AnOutboxThatFailsEndsTheClient()
    {
        var (client, server) = await ConnectAsync(new BrokenOutbox());
        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        Assert.Contains("disk full", (await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing.WaitAsync(Reading.Patience))).Message, StringComparison.Ordinal);
        await server.ExpectEndAsync();
        await server.DisposeAsync();
        Assert.IsType<IOException>((await client.Disconnected.WaitAsync(Reading.Patience)).Exception);
    }

    private async Task<(MqttClient Client, FakeServer Server)> ConnectAsync(IMqttOutbox outbox, bool isPresent = false)
    {
        var connecting = MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a", SessionExpiryInterval = 60, CleanStart = false, Outbox = outbox }));
        var (server, _) = await _servers.AcceptAsync(isPresent);
        return (await connecting.WaitAsync(Reading.Patience), server);
    }

    private sealed class BrokenOutbox : IMqttOutbox
    {
        public ValueTask<MqttOutboxContent> LoadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new MqttOutboxContent());

        public ValueTask CommitAsync(IReadOnlyList<MqttOutboxChange> changes, CancellationToken cancellationToken) => throw new IOException("disk full");
    }

    /// <summary>Commits when it is told to.</summary>
    private sealed class SlowOutbox(IMqttOutbox outbox) : IMqttOutbox
    {
        private readonly SemaphoreSlim _begun = new(0);
        private readonly SemaphoreSlim _allowed = new(0);
        private IReadOnlyList<MqttOutboxChange> _changes = [];

        public ValueTask<MqttOutboxContent> LoadAsync(CancellationToken cancellationToken) => outbox.LoadAsync(cancellationToken);

        public async ValueTask CommitAsync(IReadOnlyList<MqttOutboxChange> changes, CancellationToken cancellationToken)
        {
            _changes = [.. changes.Where(change => change.Kind is not MqttOutboxChangeKind.AllForgotten)];
            if (_changes.Count == 0) return;
            _begun.Release();
            await _allowed.WaitAsync(cancellationToken);
            await outbox.CommitAsync(changes, cancellationToken);
        }

        public async Task BegunAsync(MqttOutboxChangeKind kind)
        {
            Assert.True(await _begun.WaitAsync(Reading.Patience));
            Assert.Equal(kind, Assert.Single(_changes).Kind);
        }

        public void Commit() => _allowed.Release();

        /// <summary>Lets a change of this kind be committed, before which the client has sent nothing.</summary>
        public async Task CommitAsync(MqttOutboxChangeKind kind, FakeServer? silent)
        {
            await BegunAsync(kind);
            if (silent is not null) await silent.ExpectNoPublishAsync();
            Commit();
        }
    }
}
