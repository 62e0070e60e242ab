using System.Net;
using System.Net.Sockets;

namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>A client that sends and receives bytes.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;

    private RawClient(Socket socket) => _socket = socket;

    public static async Task<RawClient> ConnectAsync(int port, int receiveBuffer = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer > 0) socket.ReceiveBufferSize = receiveBuffer;
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new RawClient(socket);
    }

    /// <summary>Connects as a client of MQTT 5.0, and subscribes where a filter is given.</summary>
    public static async Task<RawClient> OpenAsync(int port, string? filter = null, int receiveBuffer = 0)
    {
        var client = await ConnectAsync(port, receiveBuffer);
        await client.SendAsync(Packets.Connect());
        Assert.Equal(0x20, (await client.ReceivePacketAsync())[0]);
        if (filter is null) return client;

        await client.SendAsync(Packets.Subscribe(filter));
        Assert.Equal(0x90, (await client.ReceivePacketAsync())[0]);
        return client;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes, limit.Token)..];
    }

    /// <summary>One whole packet, its fixed header included.</summary>
    public async Task<byte[]> ReceivePacketAsync()
    {
        var packet = new List<byte>(await ReceiveAsync(2));
        while (packet[^1] >= 128) packet.AddRange(await ReceiveAsync(1));
        var length = 0;
        for (var i = packet.Count - 1; i > 0; i--) length = (length << 7) | (packet[i] & 127);
        packet.AddRange(await ReceiveAsync(length));
        return [.. packet];
    }

    public async Task<byte[]> ReceiveAsync(int count)
    {
        var bytes = new byte[count];
        using var limit = new CancellationTokenSource(Patience);
        for (var at = 0; at < count;)
        {
            var received = await _socket.ReceiveAsync(bytes.AsMemory(at), limit.Token);
            if (received == 0) throw new EndOfStreamException();
            at += received;
        }

        return bytes;
    }

    /// <summary>Whether the server ended the connection, in order or not.</summary>
    public async Task<bool> IsEndedAsync()
    {
        try
        {
            await ReceiveAsync(1);
            return false;
        }
        catch (Exception e) when (e is EndOfStreamException or SocketException)
        {
            return true;
        }
    }

    /// <summary>Whether the server cut the connection, as a byte that is sent finds out.</summary>
    public bool IsReset
    {
        get
        {
            try
            {
                return _socket.Send(Packets.PingReq, SocketFlags.None) == 0;
            }
            catch (SocketException)
            {
                return true;
            }
        }
    }

    public void Reset() => _socket.Close(timeout: 0);

    public void Dispose() => _socket.Dispose();
}
