using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client.Tests;

public sealed class SubscribeTests
{
    [Fact]
    public async Task SubscribeCarriesFiltersOptionsAndAnIdentifier()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        ValueList<Subscription> asked =
        [
            new() { TopicFilter = "a/+", MaximumQoS = QoS.ExactlyOnce, NoLocal = true },
            new() { TopicFilter = "b", MaximumQoS = QoS.AtLeastOnce, RetainAsPublished = true, RetainHandling = RetainHandling.DoNotSend },
        ];
        var subscribing = client.SubscribeAsync(asked);
        await server.ExpectAsync(new Subscribe { PacketId = 1, Properties = new() { SubscriptionIdentifier = 1 }, Subscriptions = asked });
        await server.SendAsync(new SubAck { PacketId = 1, ReasonCodes = [ReasonCode.GrantedQoS1, ReasonCode.NotAuthorized] });
        var subscription = await subscribing.WaitAsync(Reading.Patience);
        Assert.Equal([ReasonCode.GrantedQoS1, ReasonCode.NotAuthorized], subscription.ReasonCodes);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task WithoutIdentifiersMessagesAreMatchedByFilter(ProtocolVersion version)
    {
        var (client, server) = await FakeServer.ConnectAsync(
            new() { ClientId = "a", Version = version },
            version is ProtocolVersion.V5 ? new() { SubscriptionIdentifierAvailable = false } : null);
        var (plus, packet) = await server.GrantAsync(client.SubscribeAsync("a/+"));
        var (shared, _) = await server.GrantAsync(client.SubscribeAsync("$share/g/a/b"));
        Assert.Null(packet.Properties);
        await server.PublishAsync("a/b", QoS.AtMostOnce, payload: "both");
        await server.PublishAsync("a/c", QoS.AtMostOnce, payload: "plus");
        await server.PublishAsync("a/b", QoS.AtMostOnce, payload: "end");
        Assert.Equal(["both", "plus", "end"], await plus.PayloadsAsync(3));
        Assert.Equal(["both", "end"], await shared.PayloadsAsync(2));
    }

    [Fact]
    public async Task AMessageGoesToTheSubscriptionOfItsIdentifierOnly()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (all, _) = await server.GrantAsync(client.SubscribeAsync("#"));
        var (some, packet) = await server.GrantAsync(client.SubscribeAsync("a/+"));
        var identifier = packet.Properties!.SubscriptionIdentifier!.Value;
        await server.PublishAsync("a/b", QoS.AtMostOnce, payload: "some", properties: new() { SubscriptionIdentifiers = [identifier] });
        await server.PublishAsync("a/b", QoS.AtMostOnce, payload: "both", properties: new() { SubscriptionIdentifiers = [identifier, 1] });
        Assert.Equal(["some", "both"], await some.PayloadsAsync(2));
        var message = await all.FirstAsync();
        Assert.Equal("both"u8.ToArray(), message.Payload.ToArray());
        Assert.Null(message.Properties);
    }

    [Fact]
    public async Task TwoSubscriptionsOfOneFilterBothGetItsMessages()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (first, _) = await server.GrantAsync(client.SubscribeAsync("a"));
        var (second, packet) = await server.GrantAsync(client.SubscribeAsync("a"));
        var properties = new PublishProperties { SubscriptionIdentifiers = [packet.Properties!.SubscriptionIdentifier!.Value] };
        await server.PublishAsync("a", QoS.AtLeastOnce, 1, payload: "x", properties: properties);
        Assert.Equal(["x"], await first.PayloadsAsync(1));
        await server.ExpectNothingAsync(); // the other has not taken it
        Assert.Equal(["x"], await second.PayloadsAsync(1));
        await server.ExpectAsync(new PubAck { PacketId = 1 });

        await second.DisposeAsync(); // the filter is still the first's
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "y", properties: properties);
        Assert.Equal(["y"], await first.PayloadsAsync(1));
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task MessagesBeforeSubAckAreKept()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var subscribing = client.SubscribeAsync("a");
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "early", properties: new() { SubscriptionIdentifiers = [1] });
        var (subscription, _) = await server.GrantAsync(subscribing);
        Assert.Equal(["early"], await subscription.PayloadsAsync(1));
    }

    [Fact]
    public async Task ReadingARefusedSubscriptionThrows()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var subscribing = client.SubscribeAsync("a");
        await server.SendAsync(new SubAck { PacketId = 1, ReasonCodes = [ReasonCode.NotAuthorized] });
        var subscription = await subscribing.WaitAsync(Reading.Patience);
        Assert.Equal([ReasonCode.NotAuthorized], subscription.ReasonCodes);
        Assert.Equal(ReasonCode.NotAuthorized, (await Assert.ThrowsAsync<MqttException>(() => subscription.FirstAsync())).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-4.5.0-2")]
    public async Task WhatMatchesNoSubscriptionGoesToTheClientAndIsAcknowledged()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await server.PublishAsync("a", QoS.AtLeastOnce, 5, payload: "old", properties: new() { SubscriptionIdentifiers = [3] });
        await server.ExpectAsync(new PubAck { PacketId = 5 });
        var message = await client.Messages.FirstAsync();
        Assert.Equal("a", message.Topic);
        Assert.Equal([3u], message.Properties!.SubscriptionIdentifiers);
    }

    [Fact]
    public async Task UnsubscribingEndsTheStreamOnceItIsRead()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a"));
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "x");
        var unsubscribing = client.UnsubscribeAsync("a");
        var packet = await server.ReadUnsubscribeAsync();
        await server.SendAsync(new UnsubAck { PacketId = packet.PacketId, ReasonCodes = [ReasonCode.Success] });
        Assert.Equal(ReasonCode.Success, await unsubscribing.WaitAsync(Reading.Patience));
        Assert.Equal(["x"], await subscription.PayloadsAsync());
        await subscription.DisposeAsync();
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task UnsubAckOf311HasNoReasonCodes()
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", Version = ProtocolVersion.V311 });
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a"));
        var unsubscribing = client.UnsubscribeAsync("a");
        Assert.Equal("A2050002000161", Convert.ToHexString(await server.ReadAsync()));
        await server.SendAsync([0xB0, 2, 0, 2]);
        Assert.Equal(ReasonCode.Success, await unsubscribing.WaitAsync(Reading.Patience));
        Assert.Empty(await subscription.PayloadsAsync());
    }

    [Fact]
    public async Task DisposingASubscriptionUnsubscribesAndAcknowledgesWhatWasNotRead()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.AtLeastOnce));
        await server.PublishAsync("a", QoS.AtLeastOnce, 1);
        await server.ExpectNothingAsync();
        var disposing = subscription.DisposeAsync();
        Assert.Equal(["a"], (await server.ReadUnsubscribeAsync()).TopicFilters.Select(filter => filter.ToString()));
        await server.ExpectAsync(new PubAck { PacketId = 1 });
        await server.SendAsync(new UnsubAck { PacketId = 2, ReasonCodes = [ReasonCode.Success] });
        await disposing;
    }

    [Fact]
    public async Task ACancelledSubscribeIsUnsubscribedWhenItIsGranted()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        var subscribing = client.SubscribeAsync("a", QoS.AtLeastOnce, cancel.Token);
        await server.ReadSubscribeAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => subscribing);
        await server.PublishAsync("a", QoS.AtLeastOnce, 7);
        await server.SendAsync(new SubAck { PacketId = 1, ReasonCodes = [ReasonCode.GrantedQoS1] });
        await server.ExpectAsync(new PubAck { PacketId = 7 });
        Assert.Equal(["a"], (await server.ReadUnsubscribeAsync()).TopicFilters.Select(filter => filter.ToString()));
    }

    [Theory]
    [InlineData("", "MQTT-4.7.3-1")]
    [InlineData("a/#/b", "MQTT-4.7.1-1")]
    [InlineData("a+", "MQTT-4.7.1-2")]
    [InlineData("$share/g", "MQTT-4.8.2-2")]
    [Statement("MQTT-4.7.1-1", "MQTT-4.7.1-2", "MQTT-4.8.2-2")]
    public async Task ATopicFilterThatBreaksARuleIsNamed(string filter, string rule)
    {
        var (client, server) = await FakeServer.ConnectAsync();
        Assert.Contains(rule, (await Assert.ThrowsAsync<ArgumentException>(() => client.SubscribeAsync(filter))).Message);
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task TheServersLimitsFailASubscribeAtOnce()
    {
        var (client, server) = await FakeServer.ConnectAsync(announced: new() { WildcardSubscriptionAvailable = false, SharedSubscriptionAvailable = false });
        Assert.Equal(ReasonCode.WildcardSubscriptionsNotSupported, (await Assert.ThrowsAsync<MqttException>(() => client.SubscribeAsync("#"))).ReasonCode);
        Assert.Equal(ReasonCode.SharedSubscriptionsNotSupported, (await Assert.ThrowsAsync<MqttException>(() => client.SubscribeAsync("$share/g/a"))).ReasonCode);
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task ASubAckThatFitsNoSubscribeEndsTheConnection()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var subscribing = client.SubscribeAsync("a");
        await server.ReadAsync();
        await server.SendAsync(new SubAck { PacketId = 1, ReasonCodes = [ReasonCode.Success, ReasonCode.Success] });
        await server.ExpectAsync(new Disconnect { ReasonCode = ReasonCode.ProtocolError });
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => subscribing.WaitAsync(Reading.Patience));
    }

    [Fact]
    public async Task OneReaderAtATime()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a"));
        var first = subscription.FirstAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => subscription.FirstAsync());
        await server.PublishAsync("a", QoS.AtMostOnce);
        await first;
    }

    [Fact]
    public async Task ReadingCanBeCancelledAndGoneOnWith()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a"));
        using var cancel = new CancellationTokenSource();
        await using var reader = subscription.GetAsyncEnumerator(cancel.Token);
        var next = reader.MoveNextAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "x");
        Assert.Equal(["x"], await subscription.PayloadsAsync(1));
    }
}
