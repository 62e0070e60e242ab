using System.Net.WebSockets;
using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter6;

/// <summary>WebSocket as the transport.</summary>
[Section("6.0", "WebSocket"), Needs(Capability.WebSocket)]
internal static class Section00WebSocket
{
    [Requirement("MQTT-6.0.0-4", "3.1.1/MQTT-6.0.0-4")]
    public static async Task TheSubprotocolMqttIsSelected(Bench bench)
    {
        using var socket = await OpenAsync(bench);
        Check.Equal("mqtt", socket.SubProtocol, "the subprotocol");
    }

    [Requirement("MQTT-6.0.0-1", "3.1.1/MQTT-6.0.0-1")]
    public static async Task PacketsComeInBinaryFrames(Bench bench)
    {
        using var socket = await OpenAsync(bench);
        await SendAsync(bench, socket, Connect(bench), WebSocketMessageType.Binary);
        var (type, bytes) = await ReceiveAsync(bench, socket);
        Check.Equal(WebSocketMessageType.Binary, type, "the type of frame");
        Check.Equal(0x20, bytes[0], "the first byte, of CONNACK");
    }

    [Requirement("MQTT-6.0.0-1", "3.1.1/MQTT-6.0.0-1")]
    public static async Task ATextFrameClosesTheConnection(Bench bench)
    {
        using var socket = await OpenAsync(bench);
        await SendAsync(bench, socket, Connect(bench), WebSocketMessageType.Binary);
        await ReceiveAsync(bench, socket);
        await SendAsync(bench, socket, new PingReq().ToArray(bench.Version), WebSocketMessageType.Text);
        try
        {
            var (type, bytes) = await ReceiveAsync(bench, socket);
            if (type is WebSocketMessageType.Binary && bytes[0] == 0xE0) (type, bytes) = await ReceiveAsync(bench, socket); // DISCONNECT may come first
            Check.That(type is WebSocketMessageType.Close, $"{Convert.ToHexString(bytes)} came; the end of the connection was expected");
        }
        catch (WebSocketException)
        {
            // Closed without a closing handshake.
        }
    }

    [Requirement("MQTT-6.0.0-2", "3.1.1/MQTT-6.0.0-2")]
    public static async Task PacketsMaySpanFramesAndShareThem(Bench bench)
    {
        using var socket = await OpenAsync(bench);
        foreach (var part in Connect(bench).Chunk(3)) await SendAsync(bench, socket, part, WebSocketMessageType.Binary);
        var stream = WebSocketStream.Create(socket, WebSocketMessageType.Binary);
        await using var client = new RawClient(new PacketStream(stream, socket: null, bench.Target.Deadline), bench.Version, bench.Target.TellsReasons);
        await client.ExpectAsync<ConnAck>();
        await SendAsync(bench, socket, [0xC0, 0, 0xC0, 0, 0xC0], WebSocketMessageType.Binary);
        await client.ExpectAsync<PingResp>();
        await client.ExpectAsync<PingResp>();
        await SendAsync(bench, socket, [0], WebSocketMessageType.Binary);
        await client.ExpectAsync<PingResp>();
    }

    private static byte[] Connect(Bench bench) => new Connect { ClientId = bench.ClientId(), CleanStart = true }.ToArray(bench.Version);

    private static async Task<ClientWebSocket> OpenAsync(Bench bench)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");
        await socket.ConnectAsync(bench.Target.WebSocket!, CancellationToken.None).WaitAsync(bench.Target.Deadline);
        return socket;
    }

    private static Task SendAsync(Bench bench, ClientWebSocket socket, byte[] bytes, WebSocketMessageType type) =>
        socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).WaitAsync(bench.Target.Deadline);

    private static async Task<(WebSocketMessageType Type, byte[] Bytes)> ReceiveAsync(Bench bench, ClientWebSocket socket)
    {
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(bench.Target.Deadline);
        return (received.MessageType, buffer[..received.Count]);
    }
}
