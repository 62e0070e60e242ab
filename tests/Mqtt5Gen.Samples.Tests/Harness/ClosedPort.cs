using System.Net;
using System.Net.Sockets;

namespace Mqtt5Gen.Samples.Tests.Harness;

/// <summary>A port that nobody listens on, and nobody else can take meanwhile.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public string Server => $"mqtt://{_socket.LocalEndPoint}";

    public void Dispose() => _socket.Dispose();
}
