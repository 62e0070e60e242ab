using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Client;

/// <summary>A TCP connection that TLS protects (4.2, 5.4).</summary>
public sealed class TlsTransport : IMqttTransport
{
    private readonly Socket _socket;
    private readonly SslStream _stream;

    private TlsTransport(Socket socket, SslStream stream) => (_socket, _stream) = (socket, stream);

    /// <summary>Connects to a host over TCP, and has it prove its identity.</summary>
    /// <param name="host">Its name or address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="options">How; a Target Host that is not given is <paramref name="host"/>.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="SocketException">The host cannot be found or reached.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The handshake failed, or its certificate is not trusted.</exception>
    public static async ValueTask<TlsTransport> ConnectAsync(string host, int port, SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.TargetHost ??= host;
        var socket = await SocketTransport.OpenAsync(host, port, cancellationToken).ConfigureAwait(false);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return new TlsTransport(socket, stream);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _stream.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => _stream.WriteAsync(bytes, cancellationToken);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await _stream.ShutdownAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        _socket.Shutdown(SocketShutdown.Send);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
