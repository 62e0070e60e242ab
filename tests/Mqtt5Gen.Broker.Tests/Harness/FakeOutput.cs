namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>Collects what a connection is sent; what is not flushed is not seen.</summary>
internal sealed class FakeOutput : IConnectionOutput
{
    private byte[] _buffer = new byte[256];
    private int _written;
    private int _flushed;
    private int _read;
    private long _total;
    private long? _stuckAt;

    public bool IsClosed { get; private set; }

    public bool IsAborted { get; private set; }

    /// <summary>Whether the network takes nothing of what is written from now on.</summary>
    public bool IsStuck
    {
        set => _stuckAt = value ? _total : null;
    }

    /// <summary>What the network has not taken; 0 for one that takes all.</summary>
    public long UnsentBytes
    {
        get => field + (_total - _stuckAt ?? 0);
        set;
    }

    /// <summary>All that was ever written, in bytes.</summary>
    public long Total => _total;

    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_read.._flushed);

    public void Skip(int count)
    {
        _read += count;
        if (_read == _written) _read = _flushed = _written = 0;
    }

    public void Advance(int count)
    {
        Assert.False(IsClosed || IsAborted, "Written after it was closed.");
        _written += count;
        _total += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => Room(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => Room(sizeHint).Span;

    public void Flush() => _flushed = _written;

    /// <summary>Whether the broker wants the reading thread to come back.</summary>
    public bool IsResumed { get; set; }

    public void ResumeReading() => IsResumed = true;

    public void CloseAfterFlush()
    {
        Flush();
        IsClosed = true;
    }

    public void Abort() => IsClosed = IsAborted = true;

    private Memory<byte> Room(int size)
    {
        if (_buffer.Length - _written < size) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _written + size));
        return _buffer.AsMemory(_written);
    }
}
