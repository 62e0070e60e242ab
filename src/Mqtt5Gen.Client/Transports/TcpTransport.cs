using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>A TCP connection.</summary>
public sealed class TcpTransport : IMqttTransport
{
    /// <summary>The port of MQTT over TCP.</summary>
    public const int DefaultPort = 1883;

    private readonly Socket _socket;

    /// <summary>A transport over a connected socket, which it closes when disposed.</summary>
    public TcpTransport(Socket socket) => _socket = socket;

    /// <summary>Connects to a host by name or address.</summary>
    /// <exception cref="MqttConnectException">The host cannot be found or reached.</exception>
    public static async ValueTask<TcpTransport> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            return new TcpTransport(socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new MqttConnectException($"Cannot reach {host}:{port}: {exception.Message.TrimEnd('.')}.", ReasonCode.ServerUnavailable, innerException: exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

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
}
