using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Reconnecting;

/// <summary>The server still has the Session (Session Present 1).</summary>
public sealed class ResumedSessionTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    [Statement("MQTT-4.4.0-1", "MQTT-3.3.1-1", "MQTT-4.6.0-1", "MQTT-3.1.2-23", "MQTT-4.3.3-6", "MQTT-4.4.0-2")]
    public async Task WhatIsUnacknowledgedIsResentWithDupAndItsIdentifierInOrder()
    {
        var (client, server) = await _servers.ConnectAsync();
        var publishing = Enumerable.Range(1, 4).Select(number => client.PublishAsync($"t{number}", default, number % 2 == 0 ? QoS.ExactlyOnce : QoS.AtLeastOnce)).ToList();
        for (var number = 1; number <= 4; number++) await server.ReadPublishAsync();
        await server.SendAsync(new PubAck { PacketId = 1 });
        await server.SendAsync(new PubRec { PacketId = 4 });
        await server.ExpectAsync(new PubRel { PacketId = 4 });
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.ExpectAsync(new PubRel { PacketId = 4 });
        await server.ExpectAsync(new Publish { TopicName = "t2", QoS = QoS.ExactlyOnce, PacketId = 2, Dup = true });
        await server.ExpectAsync(new Publish { TopicName = "t3", QoS = QoS.AtLeastOnce, PacketId = 3, Dup = true });
        await server.ExpectNothingAsync(); // nothing for 1, which was acknowledged [MQTT-4.4.0-2]
        Assert.Equal([true, false, false, false], publishing.Select(task => task.IsCompleted));

        await server.SendAsync(new PubComp { PacketId = 4 });
        await server.SendAsync(new PubAck { PacketId = 3 });
        await server.SendAsync(new PubRec { PacketId = 2 });
        await server.ExpectAsync(new PubRel { PacketId = 2 });
        await server.SendAsync(new PubComp { PacketId = 2 });
        Assert.All(await Task.WhenAll(publishing).WaitAsync(Reading.Patience), result => Assert.True(result.IsSuccess));
    }

    [Fact]
    public async Task QoS2ThatItsReaderHasInHandIsNotHandedOverAgain()
    {
        var (client, server) = await _servers.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.ExactlyOnce));
        await server.PublishAsync("a", QoS.ExactlyOnce, 3, payload: "x");
        await using var reader = subscription.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reader.MoveNextAsync());
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.PublishAsync("a", QoS.ExactlyOnce, 3, dup: true, payload: "x");
        await server.PublishAsync("a", QoS.ExactlyOnce, 4, payload: "y");
        await server.ExpectNothingAsync();
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("y"u8.ToArray(), reader.Current.Payload.ToArray());
        await server.ExpectAsync(new PubRec { PacketId = 3 });
    }

    [Fact]
    public async Task AReleaseThatTheServerHasDoneIsDone()
    {
        var (client, server) = await _servers.ConnectAsync();
        var publishing = client.PublishAsync("t", default, QoS.ExactlyOnce);
        await server.ReadPublishAsync();
        await server.SendAsync(new PubRec { PacketId = 1 });
        await server.ExpectAsync(new PubRel { PacketId = 1 });
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.ExpectAsync(new PubRel { PacketId = 1 });
        await server.SendAsync(new PubComp { PacketId = 1, ReasonCode = ReasonCode.PacketIdentifierNotFound });
        Assert.Equal(ReasonCode.Success, (await publishing.WaitAsync(Reading.Patience)).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-4.9.0-2")]
    public async Task ResendsKeepTheNewReceiveMaximumAndNewMessagesWaitBehindThem()
    {
        var (client, server) = await _servers.ConnectAsync();
        for (var number = 1; number <= 3; number++) _ = client.PublishAsync($"t{number}", default, QoS.AtLeastOnce);
        for (var number = 1; number <= 3; number++) await server.ReadPublishAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true, new() { ReceiveMaximum = 2 });
        _ = client.PublishAsync("new", default, QoS.AtLeastOnce);
        Assert.Equal(1, (await server.ReadPublishAsync()).PacketId);
        Assert.Equal(2, (await server.ReadPublishAsync()).PacketId);
        await server.ExpectNothingAsync();
        await server.SendAsync(new PubAck { PacketId = 1 });
        Assert.Equal("t3", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.SendAsync(new PubAck { PacketId = 2 });
        Assert.Equal("new", (await server.ReadPublishAsync()).TopicName.ToString());
    }

    [Fact]
    public async Task AResendThatTheNewServerDoesNotAllowFailsAlone()
    {
        var (client, server) = await _servers.ConnectAsync();
        var large = client.PublishAsync("t", new byte[100], QoS.AtLeastOnce);
        var small = client.PublishAsync("t", default, QoS.AtLeastOnce);
        await server.ReadPublishAsync();
        await server.ReadPublishAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true, new() { MaximumPacketSize = 50 });
        Assert.Equal(2, (await server.ReadPublishAsync()).PacketId);
        await server.SendAsync(new PubAck { PacketId = 2 });
        Assert.Equal(ReasonCode.PacketTooLarge, (await Assert.ThrowsAsync<MqttException>(() => large.WaitAsync(Reading.Patience))).ReasonCode);
        Assert.True((await small.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    public async Task SubscriptionsGoOnAndAreNotAskedForAgain()
    {
        var (client, server) = await _servers.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.AtLeastOnce));
        var reading = subscription.PayloadsAsync(2);
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "x");
        await server.ExpectNothingAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.ExpectNothingAsync();
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "y");
        Assert.Equal(["x", "y"], await reading);
    }

    [Fact]
    public async Task ASubscribeThatWasNotAnsweredIsSentAgain()
    {
        var (client, server) = await _servers.ConnectAsync();
        var subscribing = client.SubscribeAsync("a");
        var first = await server.ReadSubscribeAsync();
        var unsubscribing = client.UnsubscribeAsync("b");
        await server.ReadUnsubscribeAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true);
        var (_, again) = await server.GrantAsync(subscribing);
        Assert.Equal(first.Properties, again.Properties);
        var unsubscribe = await server.ReadUnsubscribeAsync();
        await server.SendAsync(new UnsubAck { PacketId = unsubscribe.PacketId, ReasonCodes = [ReasonCode.Success] });
        Assert.Equal(ReasonCode.Success, await unsubscribing.WaitAsync(Reading.Patience));
    }

    [Fact]
    [Statement("MQTT-4.3.3-10")]
    public async Task QoS2ThatWasTakenIsNotHandedOverAgain()
    {
        var (client, server) = await _servers.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.ExactlyOnce));
        await server.PublishAsync("a", QoS.ExactlyOnce, 1, payload: "taken");
        Assert.Equal(["taken"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubRec { PacketId = 1 });
        await server.PublishAsync("a", QoS.ExactlyOnce, 2, payload: "late");
        await server.ExpectNothingAsync();
        await server.DisposeAsync();
        (server, _) = await _servers.AcceptAsync(isPresent: true);
        Assert.Equal(["late"], await subscription.PayloadsAsync(1)); // before the server sends it again
        await server.ExpectNothingAsync();

        await server.PublishAsync("a", QoS.ExactlyOnce, 1, dup: true, payload: "taken");
        await server.ExpectAsync(new PubRec { PacketId = 1 });
        await server.PublishAsync("a", QoS.ExactlyOnce, 2, dup: true, payload: "late");
        await server.ExpectAsync(new PubRec { PacketId = 2 });
        await server.SendAsync(new PubRel { PacketId = 1 });
        await server.ExpectAsync(new PubComp { PacketId = 1 });
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "end");
        Assert.Equal(["end"], await subscription.PayloadsAsync(1));
    }

    [Fact]
    [Statement("MQTT-4.6.0-3")]
    public async Task PubRecsKeepTheOrderOfTheNewConnection()
    {
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", CleanStart = false, SubscriptionCapacity = 1 });
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.ExactlyOnce));
        await server.PublishAsync("a", QoS.ExactlyOnce, 1, payload: "1");
        Assert.Equal(["1"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubRec { PacketId = 1 });
        await server.PublishAsync("a", QoS.ExactlyOnce, 2, payload: "2");
        await server.PublishAsync("a", QoS.ExactlyOnce, 3, payload: "3");
        await server.ExpectNothingAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.PublishAsync("a", QoS.ExactlyOnce, 2, dup: true, payload: "2"); // not taken
        await server.PublishAsync("a", QoS.ExactlyOnce, 1, dup: true, payload: "1"); // taken, but behind one that is not
        await server.PublishAsync("a", QoS.ExactlyOnce, 3, dup: true, payload: "3");
        await server.ExpectNothingAsync();
        Assert.Equal(["2", "3"], await subscription.PayloadsAsync(2));
        foreach (var packetId in new ushort[] { 2, 1, 3 }) await server.ExpectAsync(new PubRec { PacketId = packetId });
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task AnAcknowledgementOfQoS1DiesWithItsConnection()
    {
        var (client, server) = await _servers.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a", QoS.AtLeastOnce));
        await server.PublishAsync("a", QoS.AtLeastOnce, 1, payload: "x");
        await server.ExpectNothingAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.PublishAsync("a", QoS.AtLeastOnce, 1, dup: true, payload: "x again");
        Assert.Equal(["x"], await subscription.PayloadsAsync(1));
        await server.ExpectNothingAsync();
        Assert.Equal(["x again"], await subscription.PayloadsAsync(1));
        await server.ExpectAsync(new PubAck { PacketId = 1 });
    }
}
