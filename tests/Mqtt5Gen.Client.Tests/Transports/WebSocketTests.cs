using System.Net;
using System.Net.WebSockets;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Transports;

public sealed class WebSocketTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AWebSocketCarriesPackets(bool isSecure)
    {
        await using var site = await WebSocketSite.StartAsync(isSecure);
        var connecting = MqttClient.ConnectAsync($"{site.Address}/mqtt", new()
        {
            ClientId = "a",
            Transport = new() { ConfigureTls = static tls => tls.CertificateChainPolicy = Identity.Trust(Identity.Server) },
        });
        await using var server = new FakeServer(await site.VisitAsync(), ProtocolVersion.V5);
        await Talk.RunAsync(connecting, server);
    }

    [Fact]
    [Statement("MQTT-6.0.0-3")]
    public async Task TheServerIsAskedForMqttWithThePathAndTheHeadersGiven()
    {
        await using var site = await WebSocketSite.StartAsync();
        var connecting = MqttClient.ConnectAsync($"{site.Address}/mqtt?tenant=1", new()
        {
            ClientId = "a",
            Transport = new() { WebSocketHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer x" } },
        });
        var visit = await site.VisitAsync();

        Assert.Equal(
            ("mqtt", "/mqtt", "?tenant=1", "Bearer x"),
            ($"{visit.Request.Headers.SecWebSocketProtocol}", $"{visit.Request.Path}", $"{visit.Request.QueryString}", $"{visit.Request.Headers.Authorization}"));
        await using var server = new FakeServer(visit, ProtocolVersion.V5);
        await Talk.RunAsync(connecting, server);
    }

    [Fact]
    [Statement("MQTT-6.0.0-2")]
    public async Task PacketsAndFramesNeedNotBeginTogether()
    {
        await using var site = await WebSocketSite.StartAsync();
        var (client, visit) = await ConnectAsync(site);
        await using var server = new FakeServer(visit, ProtocolVersion.V5);
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("t"));
        byte[] packets = [.. Message("1"), .. Message("2"), .. Message("3")];

        for (var at = 0; at < packets.Length / 2; at++) await visit.Socket.SendAsync(packets.AsMemory(at, 1), WebSocketMessageType.Binary, endOfMessage: at % 2 == 0, default);
        await visit.Socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Binary, endOfMessage: true, default);
        await visit.Socket.SendAsync(packets.AsMemory(packets.Length / 2), WebSocketMessageType.Binary, endOfMessage: true, default);

        Assert.Equal(["1", "2", "3"], await subscription.PayloadsAsync(3));
        await visit.DisposeAsync();
        await client.DisposeAsync();
    }

    [Fact]
    [Statement("MQTT-6.0.0-1")]
    public async Task AFrameThatIsNotBinaryEndsTheConnection()
    {
        await using var site = await WebSocketSite.StartAsync();
        var (client, visit) = await ConnectAsync(site);

        await visit.Socket.SendAsync(Message("1"), WebSocketMessageType.Text, endOfMessage: true, default);

        var ended = await client.Disconnected.WaitAsync(Reading.Patience);
        Assert.Equal(DisconnectOrigin.Network, ended.Origin);
        Assert.Contains("MQTT-6.0.0-1", ended.Exception?.Message, StringComparison.Ordinal);
        await visit.DisposeAsync();
    }

    [Fact]
    [Statement("MQTT-6.0.0-4")]
    public async Task AServerThatDoesNotSelectMqttIsRefused()
    {
        await using var site = await WebSocketSite.StartAsync(subprotocol: null);
        var connecting = MqttClient.ConnectAsync($"{site.Address}/mqtt");
        await using var visit = await site.VisitAsync();

        Assert.Contains("MQTT-6.0.0-4", (await Assert.ThrowsAsync<MqttConnectException>(() => connecting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APageThatIsNoWebSocketIsNamed()
    {
        await using var site = await WebSocketSite.StartAsync();

        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => MqttClient.ConnectAsync($"{site.Address}/elsewhere"));

        Assert.Contains("/elsewhere: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("404", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheProxyIsAskedForTheServer()
    {
        await using var site = await WebSocketSite.StartAsync();
        using var proxy = new TunnelProxy();
        var connecting = MqttClient.ConnectAsync($"{site.Address}/mqtt", new() { ClientId = "a", Transport = new() { WebSocketProxy = new WebProxy(proxy.Address) } });
        await using var server = new FakeServer(await site.VisitAsync(), ProtocolVersion.V5);

        await Talk.RunAsync(connecting, server);

        Assert.Equal($"CONNECT {new Uri(site.Address).Authority} HTTP/1.1", proxy.Asked);
    }

    private static byte[] Message(string payload) => new Publish { TopicName = "t", Payload = FakeServer.Utf8(payload) }.ToArray(ProtocolVersion.V5);

    private static async Task<(MqttClient Client, Visit Visit)> ConnectAsync(WebSocketSite site)
    {
        var connecting = MqttClient.ConnectAsync($"{site.Address}/mqtt", new() { ClientId = "a", Reconnect = MqttReconnect.Never });
        var visit = await site.VisitAsync();
        var server = new FakeServer(visit, ProtocolVersion.V5);
        await server.ReadAsync();
        await server.SendAsync(default(ConnAck));
        return (await connecting, visit);
    }
}
