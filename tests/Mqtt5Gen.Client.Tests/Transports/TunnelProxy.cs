using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mqtt5Gen.Client.Tests.Transports;

/// <summary>An HTTP proxy for one tunnel.</summary>
internal sealed class TunnelProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TunnelProxy()
    {
        _listener.Start();
        _ = RunAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>The first line of the request.</summary>
    public string? Asked { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task RunAsync()
    {
        using var client = new NetworkStream(await _listener.AcceptSocketAsync(), ownsSocket: true);
        var head = new byte[4096];
        var length = 0;
        while (!head.AsSpan(0, length).EndsWith("\r\n\r\n"u8)) length += await client.ReadAsync(head.AsMemory(length, 1));
        Asked = Encoding.ASCII.GetString(head).Split("\r\n")[0];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(Asked.Split(' ')[1]));
        using var server = new NetworkStream(socket);
        await client.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        await Task.WhenAny(client.CopyToAsync(server), server.CopyToAsync(client));
    }
}
