using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

public sealed class DisconnectTests
{
    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    [Statement("MQTT-3.14.4-1", "MQTT-3.14.4-2")]
    public async Task DisconnectingSendsWhatIsQueuedAndCloses(ProtocolVersion version)
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", Version = version });
        for (var index = 0; index < 100; index++) await client.PublishAsync($"{index}", default);
        var disconnecting = client.DisconnectAsync();
        for (var index = 0; index < 100; index++) Assert.Equal($"{index}", (await server.ReadPublishAsync()).TopicName.ToString());
        Assert.Equal("E000", Convert.ToHexString(await server.ReadAsync()));
        await server.ExpectEndAsync(); // [MQTT-3.14.4-1]
        await server.DisposeAsync();
        await disconnecting.WaitAsync(Reading.Patience);
        Assert.Equal(new MqttDisconnect(ReasonCode.NormalDisconnection, DisconnectOrigin.Client), await client.Disconnected);
    }

    [Fact]
    public async Task DisconnectingSendsWhatWaitsForRoomToo()
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", SendBufferSize = 100 });
        var publishing = Enumerable.Range(0, 200).Select(index => client.PublishAsync($"{index}", new byte[1000])).ToList();
        var disconnecting = client.DisconnectAsync();
        for (var index = 0; index < 200; index++) Assert.Equal($"{index}", (await server.ReadPublishAsync()).TopicName.ToString());
        await server.ExpectAsync(default(Disconnect));
        await server.DisposeAsync();
        await disconnecting.WaitAsync(Reading.Patience);
        await Task.WhenAll(publishing);
    }

    [Fact]
    public async Task DisposingDisconnects()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var disposing = client.DisposeAsync();
        await server.ExpectAsync(default(Disconnect));
        await server.DisposeAsync();
        await disposing;
        await client.DisposeAsync();
    }

    [Fact]
    public async Task AServerThatNeverClosesDelaysADisconnectForTheStatedTimeOnly()
    {
        var time = new FakeTimeProvider();
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", TimeProvider = time, DisconnectTimeout = TimeSpan.FromSeconds(2) });
        var disconnecting = client.DisconnectAsync();
        await server.ExpectAsync(default(Disconnect));
        await server.ExpectEndAsync();
        Assert.False(disconnecting.IsCompleted);
        while (!disconnecting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(disconnecting, Task.Delay(10));
        }
    }

    [Fact]
    public async Task ADisconnectWithoutALimitWaitsForTheServer()
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", DisconnectTimeout = Timeout.InfiniteTimeSpan });
        var disconnecting = client.DisconnectAsync();
        await server.ExpectAsync(default(Disconnect));
        await server.ExpectEndAsync();
        await Task.Delay(50);
        Assert.False(disconnecting.IsCompleted);
        await server.DisposeAsync();
        await disconnecting.WaitAsync(Reading.Patience);
    }

    [Fact]
    public async Task ADisconnectMayKeepTheWill()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var disconnecting = client.DisconnectAsync(new Disconnect { ReasonCode = ReasonCode.DisconnectWithWillMessage });
        await server.ExpectAsync(new Disconnect { ReasonCode = ReasonCode.DisconnectWithWillMessage });
        await server.DisposeAsync();
        await disconnecting;
    }

    [Fact]
    public async Task ASessionThatWasToEndAtOnceCannotBeKept()
    {
        var (client, _) = await FakeServer.ConnectAsync();
        var exception = await Assert.ThrowsAsync<MqttException>(() => client.DisconnectAsync(new Disconnect { Properties = new() { SessionExpiryInterval = 5 } }));
        Assert.Equal(ReasonCode.ProtocolError, exception.ReasonCode);
        Assert.False(client.Disconnected.IsCompleted);
    }

    [Fact]
    [Statement("MQTT-4.13.2-1")]
    public async Task TheServersDisconnectIsTold()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a"));
        await server.PublishAsync("a", QoS.AtMostOnce, payload: "x");
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.SessionTakenOver, Properties = new() { ReasonString = "another one" } });
        var expected = new MqttDisconnect(ReasonCode.SessionTakenOver, DisconnectOrigin.Server) { ReasonString = "another one" };
        Assert.Equal(expected, await client.Disconnected.WaitAsync(Reading.Patience));
        await server.ExpectEndAsync();
        Assert.Equal(["x"], await subscription.PayloadsAsync(1));
        Assert.Equal(expected, (await Assert.ThrowsAsync<MqttDisconnectedException>(() => subscription.FirstAsync())).Disconnect);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => client.SubscribeAsync("b"));
        await subscription.DisposeAsync();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task AStreamEndsQuietlyWhenTheClientDisconnects()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("a"));
        var reading = subscription.PayloadsAsync();
        var disconnecting = client.DisconnectAsync();
        await server.ReadAsync();
        await server.DisposeAsync();
        await disconnecting;
        Assert.Empty(await reading);
        Assert.Empty(await client.Messages.PayloadsAsync());
    }

    [Fact]
    public async Task ALostConnectionIsTold()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await server.DisposeAsync();
        var end = await client.Disconnected.WaitAsync(Reading.Patience);
        Assert.Equal(DisconnectOrigin.Network, end.Origin);
        Assert.IsType<IOException>(end.Exception);
    }

    [Theory]
    [InlineData("3603000161", ReasonCode.MalformedPacket)] // QoS 3
    [InlineData("3080808080", ReasonCode.MalformedPacket)] // Remaining Length of five bytes
    [InlineData("820500010000", ReasonCode.ProtocolError)] // SUBSCRIBE from a server
    [InlineData("20030000" + "00", ReasonCode.ProtocolError)] // a second CONNACK
    [InlineData("F000", ReasonCode.ProtocolError)] // AUTH that nobody asked for
    [InlineData("30FFFFFF7F", ReasonCode.PacketTooLarge)]
    public async Task AViolationIsAnsweredWithItsReasonCode(string bytes, ReasonCode reason) // 4.13
    {
        var (client, server) = await FakeServer.ConnectAsync();
        await server.SendAsync(Convert.FromHexString(bytes.PadRight(14, '0')));
        await server.ExpectAsync(new Disconnect { ReasonCode = reason });
        await server.ExpectEndAsync();
        await server.DisposeAsync();
        var end = await client.Disconnected.WaitAsync(Reading.Patience);
        Assert.Equal((reason, DisconnectOrigin.ServerViolation), (end.ReasonCode, end.Origin));
    }

    [Fact]
    public async Task AViolationOf311JustCloses()
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", Version = ProtocolVersion.V311 });
        await server.SendAsync([0xE0, 0]); // a server of 3.1.1 has no DISCONNECT
        await server.ExpectEndAsync();
        await server.DisposeAsync();
        Assert.Equal(DisconnectOrigin.ServerViolation, (await client.Disconnected.WaitAsync(Reading.Patience)).Origin);
    }

    [Fact]
    public void ALossSaysWhatLiesBehindIt()
    {
        var alert = new InvalidOperationException("certificate required");
        var why = new MqttDisconnect(ReasonCode.UnspecifiedError, DisconnectOrigin.Network) { Exception = new IOException("The decryption operation failed, see inner exception.", alert) };
        Assert.Equal("The connection was lost: certificate required.", why.ToString());
    }
}
