using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

/// <summary>Messages that a handler takes where they lie.</summary>
public sealed class HandlerTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    public async Task AHandlerSeesTheMessageAndIsFollowedByTheAcknowledgement()
    {
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", TopicAliasMaximum = 1 });
        var seen = new List<string>();
        await SubscribeAsync(client, server, "a", (in PublishView message) => seen.Add($"{Text(message.TopicName)}={Text(message.Payload)}"));
        var (stream, _) = await server.GrantAsync(client.SubscribeAsync("+", QoS.AtLeastOnce));
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "0", properties: new() { TopicAlias = 1, SubscriptionIdentifiers = [1] });
        await server.PublishAsync("", QoS.AtLeastOnce, 1, payload: "1", properties: new() { TopicAlias = 1, SubscriptionIdentifiers = [1] });
        await server.ExpectAsync(new PubAck { PacketId = 1 });
        await server.PublishAsync("a", QoS.AtLeastOnce, 2, payload: "2", properties: new() { SubscriptionIdentifiers = [1, 2] });
        await server.ExpectNothingAsync(); // the stream has not taken it
        Assert.Equal(["2"], await stream.PayloadsAsync(1));
        await server.ExpectAsync(new PubAck { PacketId = 2 });
        Assert.Equal(["a=0", "a=1", "a=2"], seen);
    }

    [Fact]
    public async Task AHandlerMayPublish()
    {
        var (client, server) = await _servers.ConnectAsync();
        await SubscribeAsync(client, server, "a", (in PublishView message) => _ = client.PublishAsync("b", message.Payload.ToArray()));
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "x");
        Assert.Equal("b", (await server.ReadPublishAsync()).TopicName.ToString());
    }

    [Fact]
    public async Task TheExceptionOfAHandlerEndsItsSubscriptionOnly()
    {
        var (client, server) = await _servers.ConnectAsync();
        var subscription = await SubscribeAsync(client, server, "a", (in PublishView _) => throw new InvalidOperationException("mine"));
        await server.PublishAsync("a", QoS.AtLeastOnce, 1);
        await server.PublishAsync("a", QoS.AtLeastOnce, 2);
        await server.ExpectAsync(new PubAck { PacketId = 1 });
        await server.ExpectAsync(new PubAck { PacketId = 2 });
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => subscription.FirstAsync())).Message);
    }

    [Fact]
    public async Task TakingAMessageInPlaceAllocatesNothing()
    {
        const int InOneRead = 100; // is handled by one thread, whose counter tells
        var (client, server) = await _servers.ConnectAsync();
        var allocated = new List<long>(InOneRead);
        var seen = 0;
        var before = 0L;
        await SubscribeAsync(client, server, "a/b/c", (in PublishView _) =>
        {
            var now = GC.GetAllocatedBytesForCurrentThread();
            if (seen++ % InOneRead > 0) allocated.Add(now - before);
            before = GC.GetAllocatedBytesForCurrentThread();
        });
        var one = new Publish { TopicName = "a/b/c", Payload = new byte[64], Properties = new() { SubscriptionIdentifiers = [1] } }.ToArray(ProtocolVersion.V5);
        byte[] batch = [.. Enumerable.Repeat(one, InOneRead).SelectMany(static bytes => bytes)];
        for (var round = 0; round < 50; round++)
        {
            allocated.Clear();
            await server.SendAsync(batch);
            await server.ExpectNothingAsync();
        }

        Assert.Equal(50 * InOneRead, seen);
        Assert.InRange(allocated.Count(static bytes => bytes > 0), 0, 2); // a read may end within the batch
    }

    private static async Task<MqttSubscription> SubscribeAsync(MqttClient client, FakeServer server, string filter, MqttMessageHandler handler)
    {
        var subscribing = client.SubscribeAsync([new Subscription { TopicFilter = filter, MaximumQoS = QoS.AtLeastOnce }], new MqttSubscriptionOptions { Handler = handler });
        return (await server.GrantAsync(subscribing)).Subscription;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
