using System.Buffers;
using Mqtt5Gen.Broker;

namespace Mqtt5Gen.Client.Tests.Simulation;

/// <summary>One network connection between a client and the broker: pieces of any size, late, and gone from some byte on when it breaks.</summary>
internal sealed class SimulatedLink : IMqttTransport, IConnectionOutput
{
    private readonly Lock _gate = new();
    private readonly AsyncSignal _arrived = new();
    private readonly List<byte> _toBroker = [];
    private readonly List<byte> _toClient = [];
    private readonly List<byte> _readable = [];
    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly FlushBatch _batch = new();
    private readonly List<byte> _input = [];
    private bool _isBroken; // nothing more comes through
    private bool _isLeft; // by the client
    private bool _isEnding; // the broker has said its last word
    private bool _isOver; // the broker knows
    private bool _isAtEnd; // the client reads its end
    private int _stalled;

    public required Broker.MqttBroker Broker { get; init; }

    public Broker.Connection Connection { get; set; } = null!;

    public long UnsentBytes
    {
        get
        {
            lock (_gate) return _written.WrittenCount + _toClient.Count;
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_isLeft) throw new IOException("closed");
                if (_readable.Count > 0) return Take(buffer.Span);
                if (_isAtEnd) return 0;
            }

            await _arrived.WaitAsync(cancellationToken);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isLeft) throw new IOException("closed");
            if (!_isBroken) _toBroker.AddRange(bytes.Span);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void ResumeReading()
    {
        // Nobody is asked who the client is, so nothing is waited for.
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate) _isLeft = true;
        _arrived.Set();
        return ValueTask.CompletedTask;
    }

    /// <summary>The connection breaks: so many bytes still arrive on either side, the rest is lost. Does the client notice, or the broker?</summary>
    public void Break(int keep, bool clientNotices, bool brokerNotices)
    {
        lock (_gate)
        {
            if (_isBroken) return;
            _isBroken = true;
            Keep(_toBroker, keep);
            Keep(_toClient, keep);
            if (clientNotices) _isAtEnd = true;
            if (brokerNotices) _isEnding = true;
        }

        if (clientNotices) _arrived.Set();
    }

    /// <summary>Nothing arrives for so many turns.</summary>
    public void Stall(int turns) => _stalled = turns;

    /// <summary>A piece of what is under way arrives on either side. False when the connection is over.</summary>
    public bool Run(long now, Random random)
    {
        if (_isOver) return false;
        if (_stalled > 0)
        {
            _stalled--;
            return true;
        }

        ToBroker(now, random.Next(1, 3000));
        ToClient(now, random.Next(1, 3000));
        lock (_gate) _isOver = (_isEnding && _toClient.Count == 0) || (_isLeft && _toBroker.Count == 0);
        if (!_isOver) return true;
        Connection.TransportClosed(now);
        lock (_gate) _isAtEnd = true;
        _arrived.Set();
        return false;
    }

    public void Advance(int count) => _written.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);

    public void Flush()
    {
        lock (_gate)
        {
            if (!_isBroken) _toClient.AddRange(_written.WrittenSpan);
            _written.ResetWrittenCount();
        }
    }

    public void CloseAfterFlush()
    {
        Flush();
        lock (_gate) _isEnding = true;
    }

    public void Abort()
    {
        lock (_gate)
        {
            _toClient.Clear();
            _isEnding = true;
        }
    }

    private void ToBroker(long now, int size)
    {
        lock (_gate)
        {
            size = Math.Min(size, _toBroker.Count);
            _input.AddRange(_toBroker[..size]);
            _toBroker.RemoveRange(0, size);
        }

        if (size == 0 || Connection.IsClosed) return;
        _input.RemoveRange(0, Connection.Receive(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_input), now, _batch));
        _batch.FlushAll();
    }

    private void ToClient(long now, int size)
    {
        lock (_gate)
        {
            size = Math.Min(size, _toClient.Count);
            _readable.AddRange(_toClient[..size]);
            _toClient.RemoveRange(0, size);
        }

        if (size == 0) return;
        _arrived.Set();
        if (Connection.IsClosed) return;
        Connection.OutputDrained(now, _batch);
        _batch.FlushAll();
    }

    private int Take(Span<byte> buffer)
    {
        var size = Math.Min(buffer.Length, _readable.Count);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_readable)[..size].CopyTo(buffer);
        _readable.RemoveRange(0, size);
        return size;
    }

    private static void Keep(List<byte> bytes, int count)
    {
        if (bytes.Count > count) bytes.RemoveRange(count, bytes.Count - count);
    }
}
