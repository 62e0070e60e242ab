using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Client;

/// <summary>A connection over a stream socket: TCP, or a Unix domain socket.</summary>
public sealed class SocketTransport : IMqttTransport
{
    private readonly Socket _socket;

    /// <summary>A transport over a connected socket, which it closes when disposed.</summary>
    public SocketTransport(Socket socket) => _socket = socket;

    /// <summary>Connects to a host, by name or address, over TCP.</summary>
    /// <exception cref="SocketException">The host cannot be found or reached.</exception>
    public static async ValueTask<SocketTransport> ConnectAsync(string host, int port, CancellationToken cancellationToken) =>
        new(await OpenAsync(host, port, cancellationToken).ConfigureAwait(false));

    /// <summary>Connects to a Unix domain socket.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async ValueTask<SocketTransport> ConnectAsync(UnixDomainSocketEndPoint path, CancellationToken cancellationToken) =>
        new(await OpenAsync(new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), path, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var sent = await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        _socket.Shutdown(SocketShutdown.Send);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<Socket> OpenAsync(string host, int port, CancellationToken cancellationToken) =>
        OpenAsync(new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, new DnsEndPoint(host, port), cancellationToken);

    private static async Task<Socket> OpenAsync(Socket socket, EndPoint peer, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(peer, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
