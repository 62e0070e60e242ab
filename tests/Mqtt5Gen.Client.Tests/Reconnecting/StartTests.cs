using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Reconnecting;

public sealed class StartTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    public async Task AClientThatIsNotStartedDoesNotConnect()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options());
        Assert.Equal(new MqttConnectionChange(MqttConnectionState.NotStarted), client.Connection);
        Assert.Empty(_servers.Tried);
        var starting = client.StartAsync();
        var (_, uri) = await _servers.AcceptAsync();
        await starting.WaitAsync(Reading.Patience);
        Assert.Equal(new Uri("mqtt://one"), uri);
        Assert.Equal(MqttConnectionState.Connected, client.Connection.State);
    }

    [Fact]
    public async Task WhatIsAskedBeforeTheStartIsDoneAfterIt()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options());
        var atMostOnce = client.PublishAsync("0", default);
        var atLeastOnce = client.PublishAsync("1", default, QoS.AtLeastOnce);
        var queued = await client.QueueAsync(new() { Topic = "2", QoS = QoS.ExactlyOnce }).WaitAsync(Reading.Patience);
        var subscribing = client.SubscribeAsync("s");
        Assert.False(atMostOnce.IsCompleted || atLeastOnce.IsCompleted || queued.Completion.IsCompleted || subscribing.IsCompleted);

        var starting = client.StartAsync();
        var (server, _) = await _servers.AcceptAsync();
        await starting.WaitAsync(Reading.Patience);
        await server.GrantAsync(subscribing);
        Assert.Equal(["0", "1", "2"], await TopicsAsync(server, 3));
        Assert.True((await atMostOnce.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    public async Task TheStatesBeginWithTheOneBeforeTheStart()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options());
        await using var changes = client.ConnectionChanges.GetAsyncEnumerator();
        Assert.Equal(MqttConnectionState.NotStarted, await NextAsync(changes));
        var starting = client.StartAsync();
        await _servers.AcceptAsync();
        await starting.WaitAsync(Reading.Patience);
        Assert.Equal(MqttConnectionState.Connecting, await NextAsync(changes));
        Assert.Equal(MqttConnectionState.Connected, await NextAsync(changes));
    }

    [Fact]
    public async Task AClientIsStartedOnce()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options());
        var starting = client.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartAsync());
        await _servers.AcceptAsync();
        await starting.WaitAsync(Reading.Patience);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StartAsync());
        Assert.Equal(MqttConnectionState.Connected, client.Connection.State);
    }

    [Fact]
    public async Task AStartThatFailsEndsTheClient()
    {
        _servers.Away.Add("one");
        var client = MqttClient.Create("mqtt://one", _servers.Options());
        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        var subscribing = client.SubscribeAsync("s");
        var states = StatesAsync(client);
        var failure = await Assert.ThrowsAsync<MqttConnectException>(() => client.StartAsync().WaitAsync(Reading.Patience));
        Assert.Same(failure, (await client.Disconnected.WaitAsync(Reading.Patience)).Exception);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing.WaitAsync(Reading.Patience));
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => subscribing.WaitAsync(Reading.Patience));
        Assert.Equal([MqttConnectionState.NotStarted, MqttConnectionState.Connecting, MqttConnectionState.Ended], await states.WaitAsync(Reading.Patience));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task AStartThatKeepsTryingEndsWithARefusalForGood()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options(new() { Reconnect = FakeServers.AtOnce with { FirstConnect = MqttFirstConnect.KeepTrying } }));
        var starting = client.StartAsync();
        await _servers.RefuseAsync(ReasonCode.ServerBusy);
        await _servers.RefuseAsync(ReasonCode.NotAuthorized);
        var exception = await Assert.ThrowsAsync<MqttDisconnectedException>(() => starting.WaitAsync(Reading.Patience));
        Assert.Equal("The server refused the connection (NotAuthorized).", exception.Message);
        Assert.Equal(exception.Disconnect, await client.Disconnected.WaitAsync(Reading.Patience));
    }

    [Theory]
    [InlineData(MqttFirstConnect.Fail)]
    [InlineData(MqttFirstConnect.KeepTrying)]
    public async Task CancellingTheStartEndsTheClient(MqttFirstConnect first)
    {
        using var cancel = new CancellationTokenSource();
        var client = MqttClient.Create("mqtt://one", _servers.Options(new() { Reconnect = FakeServers.AtOnce with { FirstConnect = first } }));
        var publishing = client.PublishAsync("t", default);
        var starting = client.StartAsync(cancel.Token);
        var (server, _, _) = await _servers.VisitAsync();
        await cancel.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting.WaitAsync(Reading.Patience));
        Assert.Equal(cancel.Token, cancelled.CancellationToken);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing.WaitAsync(Reading.Patience));
        Assert.Equal(DisconnectOrigin.Client, (await client.Disconnected.WaitAsync(Reading.Patience)).Origin);
        await server.ExpectEndAsync();
    }

    [Fact]
    public async Task CancellingAfterAStartInTheBackgroundCancelsNothing()
    {
        using var cancel = new CancellationTokenSource();
        var client = MqttClient.Create("mqtt://one", _servers.Options(new() { Reconnect = FakeServers.AtOnce with { FirstConnect = MqttFirstConnect.Background } }));
        await client.StartAsync(cancel.Token).WaitAsync(Reading.Patience);
        await cancel.CancelAsync();
        var publishing = client.PublishAsync("t", default);
        var (server, _) = await _servers.AcceptAsync();
        await server.ReadPublishAsync();
        Assert.True((await publishing.WaitAsync(Reading.Patience)).IsSuccess);
    }

    [Fact]
    public async Task DisposingBeforeTheStartEndsTheClient()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options());
        var publishing = client.PublishAsync("t", default);
        await client.DisposeAsync().AsTask().WaitAsync(Reading.Patience);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing.WaitAsync(Reading.Patience));
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => client.StartAsync().WaitAsync(Reading.Patience));
        Assert.Equal(new MqttDisconnect(ReasonCode.NormalDisconnection, DisconnectOrigin.Client), await client.Disconnected.WaitAsync(Reading.Patience));
        Assert.Empty(_servers.Tried);
    }

    [Theory]
    [InlineData(MqttFirstConnect.Fail)]
    [InlineData(MqttFirstConnect.KeepTrying)]
    public async Task DisposingDuringTheStartEndsIt(MqttFirstConnect first)
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options(new() { Reconnect = FakeServers.AtOnce with { FirstConnect = first } }));
        var starting = client.StartAsync();
        var (server, _, _) = await _servers.VisitAsync();
        await client.DisposeAsync().AsTask().WaitAsync(Reading.Patience);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => starting.WaitAsync(Reading.Patience));
        await server.ExpectEndAsync();
        Assert.Equal(MqttConnectionState.Ended, client.Connection.State);
    }

    [Fact]
    public void OptionsAreCheckedWhenTheClientIsMade()
    {
        Assert.Throws<ArgumentException>("server", () => MqttClient.Create("http://one"));
        Assert.Throws<ArgumentOutOfRangeException>("KeepAlive", () => MqttClient.Create("mqtt://one", new() { KeepAlive = TimeSpan.FromDays(2) }));
        Assert.Throws<ArgumentOutOfRangeException>("ConnectTimeout", () => MqttClient.Create("mqtt://one", new() { ConnectTimeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>("DisconnectTimeout", () => MqttClient.Create("mqtt://one", new() { DisconnectTimeout = TimeSpan.FromDays(30) }));
    }

    private static async Task<List<string>> TopicsAsync(FakeServer server, int count)
    {
        var topics = new List<string>();
        while (topics.Count < count) topics.Add((await server.ReadPublishAsync()).TopicName.ToString());
        topics.Sort(StringComparer.Ordinal); // QoS 0 has an order of its own
        return topics;
    }

    private static async Task<List<MqttConnectionState>> StatesAsync(MqttClient client)
    {
        var states = new List<MqttConnectionState>();
        await foreach (var change in client.ConnectionChanges) states.Add(change.State);
        return states;
    }

    private static async Task<MqttConnectionState> NextAsync(IAsyncEnumerator<MqttConnectionChange> changes)
    {
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(Reading.Patience));
        return changes.Current.State;
    }
}
