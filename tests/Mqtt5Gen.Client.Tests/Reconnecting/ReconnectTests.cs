using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Reconnecting;

public sealed class ReconnectTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    [Statement("MQTT-3.2.2-16", "MQTT-3.1.3-2")]
    public async Task TheNextConnectGoesOnWithTheSessionUnderTheAssignedName()
    {
        var connecting = MqttClient.ConnectAsync("mqtt://one", _servers.Options(new()));
        var (server, first, _) = await _servers.VisitAsync();
        Assert.Equal(new Connect { CleanStart = true, KeepAlive = 60, Properties = new() { ReceiveMaximum = 1024, MaximumPacketSize = 16 * 1024 * 1024 } }.ToArray(ProtocolVersion.V5), first);
        await server.SendAsync(new ConnAck { Properties = new() { AssignedClientIdentifier = "given" } });
        await connecting;
        await server.DisposeAsync();
        var (_, second, _) = await _servers.VisitAsync();
        Assert.Equal(new Connect { ClientId = "given", KeepAlive = 60, Properties = new() { ReceiveMaximum = 1024, MaximumPacketSize = 16 * 1024 * 1024 } }.ToArray(ProtocolVersion.V5), second);
    }

    [Fact]
    public async Task ACleanSessionOf311StaysClean()
    {
        var (_, server) = await _servers.ConnectAsync(new() { ClientId = "a", Version = ProtocolVersion.V311, KeepAlive = TimeSpan.FromSeconds(10) });
        await server.DisposeAsync();
        var (_, connect, _) = await _servers.VisitAsync(ProtocolVersion.V311);
        Assert.Equal("100D00044D5154540402000A000161", Convert.ToHexString(connect));
    }

    [Fact]
    public async Task ItNeverStopsByItself()
    {
        var (client, server) = await _servers.ConnectAsync();
        await server.DisposeAsync();
        for (var round = 0; round < 50; round++)
        {
            var (visit, _, _) = await _servers.VisitAsync();
            if (round % 2 == 0) await visit.DisposeAsync();
            else await visit.SendAsync(new ConnAck { ReasonCode = ReasonCode.ServerUnavailable });
        }

        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        (server, _) = await _servers.AcceptAsync();
        await server.ReadPublishAsync();
        await server.SendAsync(new PubAck { PacketId = 1 });
        Assert.True((await publishing.WaitAsync(Reading.Patience)).IsSuccess);
        Assert.False(client.Disconnected.IsCompleted);
    }

    [Theory]
    [InlineData(ReasonCode.NotAuthorized)]
    [InlineData(ReasonCode.BadUserNameOrPassword)]
    [InlineData(ReasonCode.Banned)]
    public async Task ARefusalForGoodEndsTheClient(ReasonCode reason)
    {
        var (client, server) = await _servers.ConnectAsync();
        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        await server.DisposeAsync();
        await _servers.RefuseAsync(reason);
        var why = await client.Disconnected.WaitAsync(Reading.Patience);
        Assert.Equal((reason, DisconnectOrigin.Server, $"The server refused the connection ({reason})."), (why.ReasonCode, why.Origin, why.ToString()));
        Assert.Equal(reason, (await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing.WaitAsync(Reading.Patience))).ReasonCode);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => client.PublishAsync("t", default));
        Assert.Equal(MqttConnectionState.Ended, client.Connection.State);
    }

    [Fact]
    public async Task ASessionThatIsTakenOverIsLeftToTheOther()
    {
        var (client, server) = await _servers.ConnectAsync();
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.SessionTakenOver });
        Assert.Equal(ReasonCode.SessionTakenOver, (await client.Disconnected.WaitAsync(Reading.Patience)).ReasonCode);
        Assert.Single(_servers.Tried);
    }

    [Fact]
    public async Task WhatIsGivenUpOnIsTheUsersToSay()
    {
        var policy = FakeServers.AtOnce with { GiveUpOn = new HashSet<ReasonCode> { ReasonCode.AdministrativeAction } };
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", Reconnect = policy });
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.SessionTakenOver });
        (server, _) = await _servers.AcceptAsync();
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.AdministrativeAction });
        Assert.Equal(ReasonCode.AdministrativeAction, (await client.Disconnected.WaitAsync(Reading.Patience)).ReasonCode);
    }

    [Fact]
    public async Task ServersAreTriedInOrderFromTheOneThatWasConnected()
    {
        _servers.Away.Add("one");
        _servers.Away.Add("three");
        var connecting = MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a", OtherServers = [new("mqtt://two"), new("mqtt://three")] }));
        var (server, uri) = await _servers.AcceptAsync();
        await connecting;
        Assert.Equal("two", uri.Host);
        await server.DisposeAsync();
        (server, uri) = await _servers.AcceptAsync();
        Assert.Equal("two", uri.Host);
        _servers.Away.Add("two");
        _servers.Tried.Clear();
        await server.DisposeAsync();
        while (_servers.Tried.Count < 5) await Task.Delay(1);
        Assert.Equal(["two", "three", "one", "two", "three"], _servers.Tried.Take(5));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AServerReferenceIsFollowed(bool inConnAck)
    {
        var (client, server) = await _servers.ConnectAsync();
        if (inConnAck)
        {
            await server.DisposeAsync();
            await _servers.RefuseAsync(ReasonCode.UseAnotherServer, "two:1884 three");
        }
        else
        {
            await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.UseAnotherServer, Properties = new() { ServerReference = "two:1884 three" } });
        }

        Assert.Equal("two:1884", (await _servers.AcceptAsync()).Uri.Authority);
        await UntilAsync(client, MqttConnectionState.Connected);
    }

    [Fact]
    public async Task AServerThatIsReferredToForOnceIsLeftForTheOwnAfterwards()
    {
        var (_, server) = await _servers.ConnectAsync();
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.UseAnotherServer, Properties = new() { ServerReference = "two" } });
        (server, _) = await _servers.AcceptAsync();
        await server.DisposeAsync();
        Assert.Equal("one", (await _servers.AcceptAsync()).Uri.Host);
    }

    [Fact]
    public async Task AServerThatHasMovedIsReplaced()
    {
        var (_, server) = await _servers.ConnectAsync();
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.ServerMoved, Properties = new() { ServerReference = "two" } });
        (server, _) = await _servers.AcceptAsync();
        await server.DisposeAsync();
        Assert.Equal("two", (await _servers.AcceptAsync()).Uri.Host);
    }

    [Fact]
    public async Task ServersThatReferInACircleAreLeft()
    {
        var policy = FakeServers.AtOnce with { MaximumRedirects = 3 };
        var connecting = MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a", Reconnect = policy }));
        foreach (var (host, reference) in new[] { ("one", "two"), ("two", "one"), ("one", "two"), ("two", "one") })
        {
            Assert.Equal(host, (await _servers.RefuseAsync(ReasonCode.UseAnotherServer, reference)).Host);
        }

        Assert.Equal(ReasonCode.UseAnotherServer, (await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience))).ReasonCode);
    }

    [Fact]
    public async Task AnAttemptThatComesLateToTheServerTakesTheSessionOverOnce()
    {
        var (client, server) = await _servers.ConnectAsync();
        await server.DisposeAsync();
        (server, _, _) = await _servers.VisitAsync();
        await server.DisposeAsync(); // its CONNECT may still be under way
        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.SessionTakenOver });
        (server, _) = await _servers.AcceptAsync(isPresent: true);
        Assert.False(client.Disconnected.IsCompleted);

        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.SessionTakenOver });
        Assert.Equal(ReasonCode.SessionTakenOver, (await client.Disconnected.WaitAsync(Reading.Patience)).ReasonCode);
    }

    [Fact]
    public async Task AnAttemptOfLongAgoDoesNotExcuseThatTheSessionIsTakenOver()
    {
        var time = new FakeTimeProvider();
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", KeepAlive = default, TimeProvider = time, Reconnect = FakeServers.AtOnce with { StableAfter = TimeSpan.FromSeconds(10) } });
        await server.DisposeAsync();
        (server, _, _) = await _servers.VisitAsync();
        await server.DisposeAsync();
        (server, _) = await _servers.AcceptAsync();
        await client.UntilAsync(isConnected: true);
        time.Advance(TimeSpan.FromSeconds(11));
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.SessionTakenOver });
        Assert.Equal(ReasonCode.SessionTakenOver, (await client.Disconnected.WaitAsync(Reading.Patience)).ReasonCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AServerOf311IsAskedAgainInItsVersionUnlessTheOptionsForbid(bool fallsBack)
    {
        var connecting = MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a", FallBackTo311 = fallsBack }));
        var (server, _, _) = await _servers.VisitAsync();
        await server.SendAsync([0x20, 2, 0, 1]);
        if (!fallsBack)
        {
            Assert.Equal(ReasonCode.UnsupportedProtocolVersion, (await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience))).ReasonCode);
            return;
        }

        (server, _) = await _servers.AcceptAsync(version: ProtocolVersion.V311);
        var client = await connecting.WaitAsync(Reading.Patience);
        await client.PublishAsync(new MqttMessage { Topic = "t", Properties = new() { ContentType = "x" } });
        Assert.Equal("3003000174", Convert.ToHexString(await server.ReadAsync()));
    }

    [Fact]
    public async Task WhatOneServerDoesNotKnowTheNextMay()
    {
        var connecting = MqttClient.ConnectAsync("mqtt://old", _servers.Options(new() { ClientId = "a", OtherServers = [new("mqtt://new")] }));
        var (server, _, _) = await _servers.VisitAsync();
        await server.SendAsync([0x20, 2, 0, 1]);
        (server, _) = await _servers.AcceptAsync(version: ProtocolVersion.V311);
        var client = await connecting.WaitAsync(Reading.Patience);
        _servers.Away.Add("old");
        await server.DisposeAsync();

        var (next, connect, uri) = await _servers.VisitAsync();
        Assert.Equal(("new", 5), (uri.Host, connect[8]));
        await next.SendAsync(new ConnAck());
        _ = client.PublishAsync(new MqttMessage { Topic = "t", Properties = new() { ContentType = "x" } });
        Assert.Equal("x", (await next.ReadPublishAsync()).Properties!.ContentType.ToString());
    }

    [Fact]
    public async Task AServerThatHasLearnt5IsSpokenToInIt()
    {
        var connecting = MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a" }));
        var (server, _, _) = await _servers.VisitAsync();
        await server.SendAsync(new ConnAck { ReasonCode = ReasonCode.UnsupportedProtocolVersion });
        (server, _) = await _servers.AcceptAsync(version: ProtocolVersion.V311);
        await connecting.WaitAsync(Reading.Patience);
        await server.DisposeAsync();

        var (_, connect, _) = await _servers.VisitAsync();
        Assert.Equal(5, connect[8]);
    }

    [Fact]
    public async Task AServerThatClosesWithoutAWordIsNotTakenForAnOldOne()
    {
        var (_, server) = await _servers.ConnectAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await server.DisposeAsync();
            (server, var connect, _) = await _servers.VisitAsync();
            Assert.Equal(5, connect[8]);
        }
    }

    [Fact]
    public async Task TheFirstConnectionFailsWhenEachServerHasBeenTried()
    {
        _servers.Away.Add("one");
        _servers.Away.Add("two");
        await Assert.ThrowsAsync<MqttConnectException>(() => MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { OtherServers = [new("mqtt://two")] })).WaitAsync(Reading.Patience));
        Assert.Equal(["one", "two"], _servers.Tried);
    }

    [Fact]
    public async Task TheFirstConnectionMayBeWaitedFor()
    {
        var policy = FakeServers.AtOnce with { FirstConnect = MqttFirstConnect.KeepTrying };
        var connecting = MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a", Reconnect = policy }));
        for (var attempt = 0; attempt < 3; attempt++) await _servers.RefuseAsync(ReasonCode.ServerBusy);
        Assert.False(connecting.IsCompleted);
        await _servers.AcceptAsync();
        await connecting.WaitAsync(Reading.Patience);
    }

    [Fact]
    public async Task TheFirstConnectionMayComeInTheBackground()
    {
        var policy = FakeServers.AtOnce with { FirstConnect = MqttFirstConnect.Background };
        var client = await MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a", Reconnect = policy })).WaitAsync(Reading.Patience);
        var publishing = client.PublishAsync("t", default);
        var subscribing = client.SubscribeAsync("s");
        await _servers.RefuseAsync(ReasonCode.ServerBusy);
        var (server, _) = await _servers.AcceptAsync();
        await server.GrantAsync(subscribing);
        Assert.Equal("t", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.True((await publishing.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    public async Task WaitsGrowWithJitterAndBeginAnewAfterAConnectionThatLasted()
    {
        var time = new FakeTimeProvider();
        var policy = new MqttReconnect { Random = new Middle(), FirstDelay = TimeSpan.FromSeconds(1), MaximumDelay = TimeSpan.FromSeconds(5), StableAfter = TimeSpan.FromSeconds(30) };
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", TimeProvider = time, Reconnect = policy, KeepAlive = TimeSpan.Zero });
        await using var changes = client.ConnectionChanges.GetAsyncEnumerator();
        Assert.True(await changes.MoveNextAsync());
        _servers.Away.Add("one");
        await server.DisposeAsync();
        foreach (var seconds in new[] { 0.5, 1, 2, 2.5, 2.5 })
        {
            var waiting = await NextAsync(changes, MqttConnectionState.Waiting);
            Assert.Equal(TimeSpan.FromSeconds(seconds), waiting.Delay);
            time.Advance(waiting.Delay);
        }

        var last = await NextAsync(changes, MqttConnectionState.Waiting);
        Assert.Equal(5, last.FailedAttempts);
        _servers.Away.Clear();
        time.Advance(last.Delay);
        foreach (var (lasting, seconds) in new[] { (29, 2.5), (30, 0.5) })
        {
            (server, _) = await _servers.AcceptAsync();
            await NextAsync(changes, MqttConnectionState.Connected);
            time.Advance(TimeSpan.FromSeconds(lasting));
            await server.DisposeAsync();
            var waiting = await NextAsync(changes, MqttConnectionState.Waiting);
            Assert.Equal(TimeSpan.FromSeconds(seconds), waiting.Delay);
            time.Advance(waiting.Delay);
        }

        await _servers.AcceptAsync();
        await NextAsync(changes, MqttConnectionState.Connected);
        Assert.Equal(0, client.Connection.FailedAttempts);
    }

    [Fact]
    public async Task ChangesAreToldToEachReaderFromTheCurrentStateOn()
    {
        var (client, server) = await _servers.ConnectAsync();
        await using var slow = client.ConnectionChanges.GetAsyncEnumerator();
        Assert.True(await slow.MoveNextAsync()); // joins, and never reads on until the end
        await server.DisposeAsync();
        (server, _) = await _servers.AcceptAsync();
        await UntilAsync(client, MqttConnectionState.Connected);
        var disconnecting = client.DisconnectAsync();
        await server.ReadAsync();
        await server.DisposeAsync();
        await disconnecting.WaitAsync(Reading.Patience);
        var seen = new List<MqttConnectionState> { slow.Current.State };
        while (await slow.MoveNextAsync()) seen.Add(slow.Current.State);
        Assert.Equal(
            [MqttConnectionState.Connected, MqttConnectionState.Waiting, MqttConnectionState.Connecting, MqttConnectionState.Connected, MqttConnectionState.Ended],
            seen);
        await foreach (var change in client.ConnectionChanges) Assert.Equal(MqttConnectionState.Ended, change.State);
    }

    [Fact]
    public async Task DisconnectingWithoutAConnectionEndsAtOnce()
    {
        var policy = new MqttReconnect { Random = new Middle(), FirstDelay = TimeSpan.FromHours(1), MaximumDelay = TimeSpan.FromHours(1) };
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", Reconnect = policy });
        await server.DisposeAsync();
        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        await UntilAsync(client, MqttConnectionState.Waiting);
        await client.DisposeAsync().AsTask().WaitAsync(Reading.Patience);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing);
        Assert.Equal(DisconnectOrigin.Client, (await client.Disconnected).Origin);
    }

    [Fact]
    public async Task DisconnectingWhileItConnectsGivesTheAttemptUp()
    {
        var (client, server) = await _servers.ConnectAsync();
        await server.DisposeAsync();
        var (visit, _, _) = await _servers.VisitAsync();
        await client.DisposeAsync().AsTask().WaitAsync(Reading.Patience);
        await visit.ExpectEndAsync();
    }

    [Fact]
    public async Task ASilentServerIsGivenUpInTimeAndTriedAgain()
    {
        var time = new FakeTimeProvider();
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", TimeProvider = time, ConnectTimeout = TimeSpan.FromSeconds(3) });
        await server.DisposeAsync();
        var (silent, _, _) = await _servers.VisitAsync();
        time.Advance(TimeSpan.FromSeconds(3));
        await silent.ExpectEndAsync();
        await _servers.AcceptAsync();
        Assert.False(client.Disconnected.IsCompleted);
    }

    private static async Task UntilAsync(MqttClient client, MqttConnectionState state)
    {
        await using var changes = client.ConnectionChanges.GetAsyncEnumerator();
        await NextAsync(changes, state);
    }

    private static async Task<MqttConnectionChange> NextAsync(IAsyncEnumerator<MqttConnectionChange> changes, MqttConnectionState state)
    {
        while (await changes.MoveNextAsync().AsTask().WaitAsync(Reading.Patience))
        {
            if (changes.Current.State == state) return changes.Current;
        }

        throw new InvalidOperationException("The client ended.");
    }

    private sealed class Middle : Random
    {
        public override double NextDouble() => 0.5;
    }
}
