using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

public sealed class ConnectTests
{
    [Fact]
    public async Task ConnectCarriesTheOptions()
    {
        var options = new MqttClientOptions
        {
            ClientId = "a",
            CleanStart = false,
            SessionExpiryInterval = 60,
            KeepAlive = TimeSpan.FromSeconds(30),
            UserName = "u",
            Password = FakeServer.Utf8("p"),
            ReceiveMaximum = 7,
            MaximumPacketSize = 1000,
            Will = new MqttWill { Topic = "w", Payload = FakeServer.Utf8("gone"), QoS = QoS.AtLeastOnce, Retain = true },
        };
        var (server, connecting) = FakeServer.Begin(options);
        await server.ExpectAsync(new Connect
        {
            ClientId = "a",
            KeepAlive = 30,
            UserName = "u",
            Password = FakeServer.Utf8("p"),
            WillTopic = "w",
            WillPayload = FakeServer.Utf8("gone"),
            WillQoS = QoS.AtLeastOnce,
            WillRetain = true,
            Properties = new() { SessionExpiryInterval = 60, ReceiveMaximum = 7, MaximumPacketSize = 1000 },
        });
        await server.SendAsync(new ConnAck { SessionPresent = true });
        var client = await connecting;
        Assert.True(client.SessionPresent);
        Assert.Equal("a", client.ClientId);
    }

    [Fact]
    public async Task ConnectOf311IsTheBytesOfTheStandard()
    {
        var (server, connecting) = FakeServer.Begin(new() { ClientId = "a", Version = ProtocolVersion.V311, KeepAlive = TimeSpan.FromSeconds(10), SessionExpiryInterval = 5 });
        Assert.Equal("100D00044D5154540402000A000161", Convert.ToHexString(await server.ReadAsync()));
        await server.SendAsync([0x20, 2, 0, 0]);
        Assert.False((await connecting).SessionPresent);
    }

    [Fact]
    public async Task TheAssignedClientIdentifierIsTheClients()
    {
        var (client, _) = await FakeServer.ConnectAsync(new(), new() { AssignedClientIdentifier = "given" });
        Assert.Equal("given", client.ClientId);
    }

    [Fact]
    public async Task ARefusalThrowsItsReasonCode()
    {
        var (server, connecting) = FakeServer.Begin(new());
        await server.SendAsync(new ConnAck { ReasonCode = ReasonCode.NotAuthorized, Properties = new() { ReasonString = "go away" } });
        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => connecting);
        Assert.Equal(ReasonCode.NotAuthorized, exception.ReasonCode);
        Assert.Contains("go away", exception.Message);
        Assert.NotNull(exception.ConnAck);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, 5, ReasonCode.NotAuthorized)]
    [InlineData(ProtocolVersion.V5, 1, ReasonCode.UnsupportedProtocolVersion)]
    public async Task ARefusalOf311ThrowsTheReasonCodeItStandsFor(ProtocolVersion version, byte code, ReasonCode expected)
    {
        var (server, connecting) = FakeServer.Begin(new() { ClientId = "a", Version = version });
        await server.SendAsync([0x20, 2, 0, code]);
        Assert.Equal(expected, (await Assert.ThrowsAsync<MqttConnectException>(() => connecting)).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-3.2.2-4", "MQTT-3.1.2-4")]
    public async Task ASessionThatWasNotAskedForIsRefused()
    {
        var (server, connecting) = FakeServer.Begin(new() { ClientId = "a", CleanStart = true });
        await server.ReadAsync();
        await server.SendAsync(new ConnAck { SessionPresent = true });
        Assert.Equal(ReasonCode.ProtocolError, (await Assert.ThrowsAsync<MqttConnectException>(() => connecting)).ReasonCode);
        await server.ExpectEndAsync();
    }

    [Fact]
    public async Task NothingComesBeforeConnAck()
    {
        var (server, connecting) = FakeServer.Begin(new());
        await server.SendAsync(default(PingResp));
        Assert.Equal(ReasonCode.ProtocolError, (await Assert.ThrowsAsync<MqttConnectException>(() => connecting)).ReasonCode);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("SSH-2.0-x\r\n")]
    [InlineData("2")] // a PUBLISH that has only begun
    public async Task WhatIsNoMqttServerIsToldByItsFirstByte(string said)
    {
        var (server, connecting) = FakeServer.Begin(new());
        await server.SendAsync(FakeServer.Utf8(said));
        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience));
        Assert.Equal("The server did not accept the connection. The server broke the protocol (ProtocolError, MQTT-3.2.0-1 ConnAckComesFirst).", exception.Message);
    }

    [Fact]
    public async Task ASilentServerTimesOut()
    {
        var time = new FakeTimeProvider();
        var (_, connecting) = FakeServer.Begin(new() { TimeProvider = time, ConnectTimeout = TimeSpan.FromSeconds(3) });
        time.Advance(TimeSpan.FromSeconds(3));
        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience));
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Equal("No CONNACK from the server within 3 s.", exception.Message);
    }

    [Fact]
    public async Task AServerThatIsNotReachedTimesOut()
    {
        var time = new FakeTimeProvider();
        var connecting = MqttClient.ConnectAsync("mqtt://one", new()
        {
            TimeProvider = time,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            TransportFactory = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException();
            },
        });
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("No connection to mqtt://one within 3 s.", (await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience))).Message);
    }

    [Fact]
    public async Task ConnectingCanBeCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var (server, connecting) = FakeServer.Begin(new(), cancel.Token);
        await server.ReadAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Reading.Patience));
        await server.ExpectEndAsync();
    }

    [Fact]
    public async Task ATransportIsClosedAlsoWhereConnectingDoesNotBegin()
    {
        var (server, connecting) = FakeServer.Begin(new(), new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        await server.ExpectEndAsync();
    }

    [Fact]
    public async Task ANameWithoutASessionNeedsACleanOneOver311() // [3.1.1/MQTT-3.1.3-7]
    {
        var (end, _) = MemoryTransport.CreatePair();
        await Assert.ThrowsAsync<ArgumentException>(() => MqttClient.ConnectAsync(end, new() { CleanStart = false, Version = ProtocolVersion.V311 }));
    }
}
