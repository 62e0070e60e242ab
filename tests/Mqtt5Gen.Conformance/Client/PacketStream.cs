using System.Net;
using System.Net.Sockets;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Client;

/// <summary>A network connection that sends any bytes, and receives whole packets within a deadline.</summary>
internal sealed class PacketStream(Stream stream, Socket? socket, TimeSpan deadline) : IAsyncDisposable
{
    private byte[] _input = new byte[4096];
    private int _filled;

    public static async Task<PacketStream> OpenAsync(EndPoint endPoint, TimeSpan deadline)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint).WaitAsync(deadline);
        return new PacketStream(new NetworkStream(socket, ownsSocket: true), socket, deadline);
    }

    /// <summary>Sends bytes. A broker that has closed does not read them, which is for the next receipt to see.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await stream.WriteAsync(bytes).AsTask().WaitAsync(deadline);
        }
        catch (IOException)
        {
            // Closed by the broker.
        }
        catch (TimeoutException)
        {
            throw new ConformanceException($"the broker did not read {bytes.Length} bytes within {deadline.TotalSeconds} s");
        }
    }

    /// <summary>The next packet's bytes; null when the broker has closed the connection.</summary>
    public async Task<byte[]?> ReceiveAsync(string expected)
    {
        while (true)
        {
            if (TakeFrame() is { } packet) return packet;
            if (_filled == _input.Length) Array.Resize(ref _input, _input.Length * 4);
            var count = await ReadAsync(expected);
            if (count == 0 && _filled > 0) throw new ConformanceException($"the broker closed amid a packet: {Convert.ToHexString(_input, 0, Math.Min(_filled, 32))}");
            if (count == 0) return null;
            _filled += count;
        }
    }

    /// <summary>The network connection fails: the broker is told nothing.</summary>
    public async Task ResetAsync()
    {
        if (socket is not null) socket.LingerState = new LingerOption(enable: true, seconds: 0);
        await stream.DisposeAsync();
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private byte[]? TakeFrame()
    {
        var status = FrameReader.TryRead(_input.AsSpan(0, _filled), uint.MaxValue, out _, out var length);
        if (status is FrameStatus.Incomplete) return null;
        if (status is not FrameStatus.Complete)
        {
            throw new ConformanceException($"the broker sent what is no packet ({status}): {Convert.ToHexString(_input, 0, Math.Min(_filled, 32))}");
        }

        var packet = _input[..length];
        _filled -= length;
        _input.AsSpan(length, _filled).CopyTo(_input);
        return packet;
    }

    private async Task<int> ReadAsync(string expected)
    {
        try
        {
            return await stream.ReadAsync(_input.AsMemory(_filled)).AsTask().WaitAsync(deadline);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _filled = 0;
            return 0; // reset by the broker
        }
        catch (TimeoutException)
        {
            throw new ConformanceException($"nothing came within {deadline.TotalSeconds} s; {expected} was expected");
        }
    }
}
