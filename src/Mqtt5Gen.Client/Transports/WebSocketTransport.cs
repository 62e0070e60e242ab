using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Client;

/// <summary>A WebSocket connection (6): packets in binary frames, wherever the frames begin and end.</summary>
public sealed class WebSocketTransport : IMqttTransport
{
    /// <summary>The WebSocket subprotocol of MQTT, of every version.</summary>
    public const string Subprotocol = "mqtt";

    private readonly WebSocket _socket;

    /// <summary>A transport over an open WebSocket, which it closes when disposed.</summary>
    public WebSocketTransport(WebSocket socket) => _socket = socket;

    /// <summary>Connects to a server at a <c>ws</c> or <c>wss</c> URI.</summary>
    /// <param name="server">The URI: its path and query are the server's to choose.</param>
    /// <param name="options">Headers, proxy and TLS.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="WebSocketException">The server cannot be reached, or did not accept the WebSocket.</exception>
    public static async ValueTask<WebSocketTransport> ConnectAsync(Uri server, MqttTransportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        using var http = new HttpMessageInvoker(ToHandler(server, options));
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(Subprotocol); // [MQTT-6.0.0-3]
            socket.Options.KeepAliveInterval = TimeSpan.Zero; // MQTT has its own
            foreach (var (name, value) in options.WebSocketHeaders) socket.Options.SetRequestHeader(name, value);
            await socket.ConnectAsync(server, http, cancellationToken).ConfigureAwait(false);
            if (socket.SubProtocol is Subprotocol) return new WebSocketTransport(socket);
            throw new WebSocketException(WebSocketError.UnsupportedProtocol, "The server did not select the subprotocol mqtt (MQTT-6.0.0-4).");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false); // [MQTT-6.0.0-2]
            if (received.MessageType is WebSocketMessageType.Close) return 0;
            if (received.MessageType is not WebSocketMessageType.Binary) throw new IOException("The server sent a WebSocket frame that is not binary (MQTT-6.0.0-1)."); // [MQTT-6.0.0-1]
            if (received.Count > 0) return received.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken); // [MQTT-6.0.0-1]

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) =>
        new(_socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SocketsHttpHandler ToHandler(Uri server, MqttTransportOptions options)
    {
        var handler = new SocketsHttpHandler { UseProxy = options.WebSocketProxy is not null, Proxy = options.WebSocketProxy, UseCookies = false };
        if (server.Scheme is "wss") handler.SslOptions = options.ToTls(server.DnsSafeHost);
        return handler;
    }
}
