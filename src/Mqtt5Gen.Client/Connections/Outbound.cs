using System.Buffers;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>Encoded packets on their way: one buffer is filled while the other is sent. Every call is made under the session's gate.</summary>
internal sealed class Outbound(int capacity, ProtocolVersion version) : IBufferWriter<byte>
{
    private const int SmallestBuffer = 4096;

    private readonly AsyncSignal _filledUp = new();
    private byte[] _filling = [];
    private byte[] _sending = [];
    private int _filled;
    private int _inFlight;

    /// <summary>Whether a publish may be added: less than the capacity waits to be sent.</summary>
    public bool HasRoom => _filled + _inFlight < capacity;

    public bool IsEmpty => _filled + _inFlight == 0;

    public bool IsWaiting => _filled > 0;

    /// <summary>Bytes that answer the server and wait: the reader stops when there are too many, or a server that never reads grows them.</summary>
    public int Answers { get; private set; }

    /// <summary>Nothing more is taken up: the last packet, DISCONNECT, is in [MQTT-3.14.4-1].</summary>
    public bool IsComplete { get; private set; }

    public void Write<T>(in T packet)
        where T : IPacket
    {
        if (!IsComplete) packet.WriteTo(this, version);
    }

    public void Answer<T>(in T packet)
        where T : IPacket
    {
        var before = _filled;
        Write(packet);
        Answers += _filled - before;
    }

    public void Complete() => IsComplete = true; // [MQTT-3.14.4-1]

    /// <summary>Lets the sender go on, unless there is nothing to send.</summary>
    public void Flush()
    {
        if (_filled > 0 || IsComplete) _filledUp.Set();
    }

    /// <summary>Waits for a <see cref="Flush"/>; the one call that is not made under the gate.</summary>
    public ValueTask FlushedAsync() => _filledUp.WaitAsync();

    /// <summary>Everything that waits, to be sent; the bytes are valid until <see cref="Sent"/>.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        (_filling, _sending) = (_sending, _filling);
        (_filled, _inFlight) = (0, _filled);
        Answers = 0;
        return _sending.AsMemory(0, _inFlight);
    }

    /// <summary>What was taken is sent. An idle connection holds no buffer.</summary>
    public void Sent()
    {
        _inFlight = 0;
        Release(ref _sending);
        if (_filled == 0) Release(ref _filling);
    }

    public void Advance(int count) => _filled += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _filling.AsMemory(_filled);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _filling.AsSpan(_filled);
    }

    private void EnsureRoom(int size)
    {
        if (_filling.Length - _filled >= Math.Max(size, 1)) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBuffer, Math.Max(_filled + size, _filled * 2)));
        _filling.AsSpan(0, _filled).CopyTo(larger);
        Release(ref _filling);
        _filling = larger;
    }

    private static void Release(ref byte[] buffer)
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}
