using System.Net;
using System.Net.Sockets;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Transports;

public sealed class SocketTests
{
    [Fact]
    public async Task TcpCarriesPackets()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connecting = MqttClient.ConnectAsync($"mqtt://{listener.LocalEndpoint}", new() { ClientId = "a" });
        await using var server = new FakeServer(new SocketTransport(await listener.AcceptSocketAsync()), ProtocolVersion.V5);
        await Talk.RunAsync(connecting, server);
    }

    [Fact]
    public async Task AUnixDomainSocketCarriesPackets()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mqtt5gen-{Guid.NewGuid():N}.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        try
        {
            listener.Listen();
            var connecting = MqttClient.ConnectAsync($"unix:{path}", new() { ClientId = "a" });
            await using var server = new FakeServer(new SocketTransport(await listener.AcceptAsync()), ProtocolVersion.V5);
            await Talk.RunAsync(connecting, server);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task AServerThatGoesAwayIsALostConnection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connecting = MqttClient.ConnectAsync($"mqtt://{listener.LocalEndpoint}", new() { ClientId = "a", Reconnect = MqttReconnect.Never });
        await using var server = new FakeServer(new SocketTransport(await listener.AcceptSocketAsync()), ProtocolVersion.V5);
        await server.ReadAsync();
        await server.SendAsync(default(ConnAck));
        await using var client = await connecting;

        await server.DisposeAsync();

        Assert.Equal(DisconnectOrigin.Network, (await client.Disconnected.WaitAsync(Reading.Patience)).Origin);
    }

    [Fact]
    public async Task APathWithoutASocketIsCalledThat()
    {
        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => MqttClient.ConnectAsync("unix:/nowhere/mqtt.sock"));

        Assert.Equal("Cannot reach unix:/nowhere/mqtt.sock: there is no such socket.", exception.Message);
    }

    [Theory]
    [InlineData("mqtt://user:secret@127.0.0.1:1", "mqtt://127.0.0.1:1")]
    [InlineData("mqtts://127.0.0.1:1", "mqtts://127.0.0.1:1")]
    [InlineData("ws://127.0.0.1:1/mqtt?token=secret", "ws://127.0.0.1:1/mqtt")]
    [InlineData("unix:/nowhere/mqtt.sock", "unix:/nowhere/mqtt.sock")]
    public async Task AServerThatCannotBeReachedIsNamedWithoutSecrets(string server, string named)
    {
        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => MqttClient.ConnectAsync(server));

        Assert.StartsWith($"Cannot reach {named}: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(ReasonCode.ServerUnavailable, exception.ReasonCode);
        Assert.Null(exception.ConnAck);
    }
}
