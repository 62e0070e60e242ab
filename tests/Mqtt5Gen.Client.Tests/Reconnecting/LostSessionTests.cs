using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client.Tests.Reconnecting;

/// <summary>The server has no Session any more (Session Present 0).</summary>
public sealed class LostSessionTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    [Statement("MQTT-3.2.2-5")]
    public async Task WhatTheServerDoesNotOwnIsPublishedAnewInOrder()
    {
        var (client, server) = await _servers.ConnectAsync();
        var first = client.PublishAsync("t1", default, QoS.ExactlyOnce);
        var second = client.PublishAsync("t2", default, QoS.AtLeastOnce);
        var owned = client.PublishAsync("t3", default, QoS.ExactlyOnce);
        for (var number = 1; number <= 3; number++) await server.ReadPublishAsync();
        await server.SendAsync(new PubRec { PacketId = 3, ReasonCode = ReasonCode.NoMatchingSubscribers });
        await server.ExpectAsync(new PubRel { PacketId = 3 });
        await server.DisposeAsync();
        var later = client.PublishAsync("t4", default, QoS.AtLeastOnce);

        (server, _) = await _servers.AcceptAsync();
        foreach (var topic in new[] { "t1", "t2", "t4" })
        {
            var publish = await server.ReadPublishAsync();
            Assert.Equal((topic, false), (publish.TopicName.ToString(), publish.Dup));
            if (publish.QoS is QoS.AtLeastOnce) await server.SendAsync(new PubAck { PacketId = publish.PacketId });
            else await server.SendAsync(new PubRec { PacketId = publish.PacketId, ReasonCode = ReasonCode.QuotaExceeded });
        }

        Assert.Equal(ReasonCode.QuotaExceeded, (await first.WaitAsync(Reading.Patience)).ReasonCode);
        Assert.True((await second.WaitAsync(Reading.Patience)).IsSuccess);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, (await owned.WaitAsync(Reading.Patience)).ReasonCode);
        Assert.True((await later.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    public async Task WhatNobodyWaitsForIsNotPublishedAnew()
    {
        var (client, server) = await _servers.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        var cancelled = client.PublishAsync("gone", default, QoS.AtLeastOnce, cancellationToken: cancel.Token);
        _ = client.PublishAsync("kept", default, QoS.AtLeastOnce);
        await server.ReadPublishAsync();
        await server.ReadPublishAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync();
        Assert.Equal("kept", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task SubscriptionsAreAskedForAgainWithTheirOptionsAndIdentifiers()
    {
        var (client, server) = await _servers.ConnectAsync();
        ValueList<Subscription> asked =
        [
            new() { TopicFilter = "a", MaximumQoS = QoS.ExactlyOnce, NoLocal = true, RetainAsPublished = true, RetainHandling = RetainHandling.DoNotSend },
            new() { TopicFilter = "gone", MaximumQoS = QoS.AtLeastOnce },
        ];
        var (subscription, first) = await server.GrantAsync(client.SubscribeAsync(asked));
        var (other, _) = await server.GrantAsync(client.SubscribeAsync("b"));
        var unsubscribing = client.UnsubscribeAsync("gone");
        var unsubscribe = await server.ReadUnsubscribeAsync();
        await server.SendAsync(new UnsubAck { PacketId = unsubscribe.PacketId, ReasonCodes = [ReasonCode.Success] });
        await unsubscribing;
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync();
        var again = await server.ReadSubscribeAsync();
        Assert.Equal((first.Properties, asked[0]), (again.Properties, Assert.Single(again.Subscriptions)));
        await server.SendAsync(new SubAck { PacketId = again.PacketId, ReasonCodes = [ReasonCode.GrantedQoS2] });
        var otherAgain = await server.ReadSubscribeAsync();
        await server.SendAsync(new SubAck { PacketId = otherAgain.PacketId, ReasonCodes = [ReasonCode.NotAuthorized] });

        await server.PublishAsync("a", QoS.AtMostOnce, payload: "x", properties: new() { SubscriptionIdentifiers = [1] });
        Assert.Equal(["x"], await subscription.PayloadsAsync(1));
        Assert.Equal(ReasonCode.NotAuthorized, (await Assert.ThrowsAsync<MqttException>(() => other.FirstAsync())).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-3.2.2-5")]
    public async Task AReceivedIdentifierMeansANewMessage()
    {
        var (client, server) = await _servers.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.ExactlyOnce));
        await server.PublishAsync("a", QoS.ExactlyOnce, 1, payload: "first");
        Assert.Equal(["first"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubRec { PacketId = 1 });
        await server.PublishAsync("a", QoS.ExactlyOnce, 2, payload: "held");
        await server.ExpectNothingAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync();
        await server.GrantAsync(Task.FromResult(subscription));
        await server.PublishAsync("a", QoS.ExactlyOnce, 1, payload: "second");
        await server.PublishAsync("a", QoS.ExactlyOnce, 2, payload: "third");
        Assert.Equal(["held"], await subscription.PayloadsAsync(1));
        await server.ExpectNothingAsync(); // what was held belongs to no one any more
        Assert.Equal(["second", "third"], await subscription.PayloadsAsync(2));
        await server.ExpectAsync(new PubRec { PacketId = 1 });
        await server.ExpectAsync(new PubRec { PacketId = 2 });
    }

    [Fact]
    public async Task ASubscriptionThatWasGivenUpMeanwhileIsNotAskedForAgain()
    {
        var (client, server) = await _servers.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a"));
        await server.DisposeAsync();
        var (next, _, _) = await _servers.VisitAsync();
        await subscription.DisposeAsync();
        await next.SendAsync(default(ConnAck));
        Assert.Equal(["a"], (await next.ReadUnsubscribeAsync()).TopicFilters.Select(filter => filter.ToString()));
        await next.ExpectNothingAsync();
        Assert.Equal(MqttConnectionState.Connected, client.Connection.State);
    }
}
