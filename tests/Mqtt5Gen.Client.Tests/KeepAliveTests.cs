using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

public sealed class KeepAliveTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Statement("MQTT-3.1.2-20")]
    public async Task AnIdleClientSendsPingReqInTime()
    {
        var (_, server) = await ConnectAsync();
        _time.Advance(TimeSpan.FromSeconds(8));
        await server.ExpectNothingAsync();
        for (var round = 0; round < 3; round++)
        {
            _time.Advance(TimeSpan.FromSeconds(9));
            await server.ExpectAsync(default(PingReq));
            await server.SendAsync(default(PingResp));
            await server.ExpectNothingAsync();
        }
    }

    [Fact]
    public async Task WhatIsSentPutsThePingOff()
    {
        var (client, server) = await ConnectAsync();
        _time.Advance(TimeSpan.FromSeconds(8));
        await client.PublishAsync("t", default);
        await server.ReadAsync();
        _time.Advance(TimeSpan.FromSeconds(8));
        await server.ExpectNothingAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        await server.ExpectAsync(default(PingReq));
    }

    [Fact]
    public async Task WithoutPingRespTheConnectionIsLost()
    {
        var (client, server) = await ConnectAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        await server.ExpectAsync(default(PingReq));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(client.Disconnected.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new MqttDisconnect(ReasonCode.KeepAliveTimeout, DisconnectOrigin.Network), await client.Disconnected.WaitAsync(Reading.Patience));
        await server.ExpectEndAsync();
    }

    [Fact]
    public async Task WhatArrivesShowsThatTheServerLives()
    {
        var (client, server) = await ConnectAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        await server.ExpectAsync(default(PingReq));
        _time.Advance(TimeSpan.FromSeconds(6));
        await server.ExpectNothingAsync(); // a packet, but no PINGRESP
        _time.Advance(TimeSpan.FromSeconds(6));
        await server.ExpectNothingAsync();
        Assert.False(client.Disconnected.IsCompleted);
    }

    [Fact]
    [Statement("MQTT-3.1.2-21", "MQTT-3.2.2-21")]
    public async Task TheServersKeepAliveIsUsed()
    {
        var (_, server) = await ConnectAsync(new() { ServerKeepAlive = 2 });
        _time.Advance(TimeSpan.FromSeconds(2));
        await server.ExpectAsync(default(PingReq));
    }

    [Fact]
    public async Task AKeepAliveOfZeroNeverPings()
    {
        var (_, server) = await ConnectAsync(new() { ServerKeepAlive = 0 });
        _time.Advance(TimeSpan.FromDays(2));
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task ASlowReaderDoesNotStallThePing()
    {
        var (client, server) = await ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("#", QoS.AtLeastOnce));
        for (ushort index = 1; index <= 1000; index++) await server.PublishAsync("t", QoS.AtLeastOnce, index);
        _time.Advance(TimeSpan.FromSeconds(9));
        await server.ExpectAsync(default(PingReq));
        Assert.Single(await subscription.PayloadsAsync(1));
    }

    private Task<(MqttClient Client, FakeServer Server)> ConnectAsync(ConnAckProperties? announced = null) =>
        FakeServer.ConnectAsync(new() { ClientId = "a", KeepAlive = TimeSpan.FromSeconds(10), TimeProvider = _time }, announced);
}
