using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Mqtt5Gen.Client.Tests.Transports;

/// <summary>A WebSocket that a client has opened.</summary>
internal sealed class Visit(WebSocket socket, HttpContext context) : IMqttTransport
{
    private readonly WebSocketTransport _transport = new(socket);
    private readonly TaskCompletionSource _over = new();

    public WebSocket Socket => socket;

    public HttpRequest Request => context.Request;

    public Task Over => _over.Task;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _transport.ReadAsync(buffer, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _transport.WriteAsync(bytes, cancellationToken);

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => _transport.CompleteAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await _transport.CompleteAsync(CancellationToken.None);
        _over.TrySetResult();
    }
}
