namespace Mqtt5Gen.Broker.Tests.Simulation;

/// <summary>One Network Connection in virtual time: in order, late, and lost from some byte on when it breaks.</summary>
internal sealed class SimulatedLink(SimulatedWorld world, SimulatedClient client) : IConnectionOutput
{
    private readonly Queue<Chunk> _toBroker = new();
    private readonly Queue<Chunk> _toClient = new();
    private readonly MemoryStream _written = new();
    private readonly FlushBatch _batch = new();
    private byte[] _buffer = [];
    private bool _isBroken; // nothing more comes through: a stream has no gaps
    private bool _isEnding; // the broker has said its last word
    private bool _isGone; // the broker knows

    public Connection Broker { get; private set; } = null!;

    /// <summary>How late what is sent from now on arrives.</summary>
    public long Latency { get; set; } = 1;

    /// <summary>Whether the client takes what arrives.</summary>
    public bool IsRead { get; set; } = true;

    public bool IsIdle => _isGone || (_toBroker.Count == 0 && _toClient.Count == 0 && !_isEnding);

    public long UnsentBytes => _written.Length + _toClient.Sum(chunk => chunk.Bytes.Length);

    public void Open() => Broker = world.Broker.Accept(this, new("simulated", null, true), world.Now);

    public void Send(byte[] packet)
    {
        if (!_isBroken) _toBroker.Enqueue(new(world.Now + Latency, world.Now, packet));
    }

    /// <summary>The connection breaks: the first chunks still arrive, the rest is lost. Both sides notice.</summary>
    public void Break(int keep)
    {
        _isBroken = true;
        Keep(_toBroker, keep);
        Keep(_toClient, keep);
        while (_toBroker.TryDequeue(out var chunk)) ToBroker(chunk.Bytes);
        while (client.Link == this && _toClient.TryDequeue(out var chunk)) client.Receive(chunk.Bytes, chunk.SentAt);
        End();
    }

    /// <summary>What is due now arrives. The connection is over when the client has read the broker's last word.</summary>
    public void Run()
    {
        if (_isGone) return;
        while (_toBroker.TryPeek(out var chunk) && chunk.Arrival <= world.Now)
        {
            _toBroker.Dequeue();
            ToBroker(chunk.Bytes);
        }

        var isDrained = false;
        while (IsRead && client.Link == this && _toClient.TryPeek(out var chunk) && chunk.Arrival <= world.Now)
        {
            _toClient.Dequeue();
            client.Receive(chunk.Bytes, chunk.SentAt);
            isDrained = true;
        }

        if (_isEnding && (_toClient.Count == 0 || client.Link != this)) End();
        else if (isDrained && client.TellsOfRoom) Drained();
    }

    public void Advance(int count) => _written.Write(_buffer, 0, count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer = new byte[Math.Max(sizeHint, 64)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Flush()
    {
        if (_written.Length == 0) return;
        if (!_isBroken) _toClient.Enqueue(new(world.Now + Latency, world.Now, _written.ToArray()));
        _written.SetLength(0);
    }

    public void ResumeReading() => throw new NotSupportedException("The simulated broker decides at once.");

    public void CloseAfterFlush()
    {
        Flush();
        _isEnding = true;
    }

    public void Abort()
    {
        _toClient.Clear();
        _isEnding = true;
    }

    private static void Keep(Queue<Chunk> chunks, int count)
    {
        var kept = chunks.Take(count).ToArray();
        chunks.Clear();
        foreach (var chunk in kept) chunks.Enqueue(chunk);
    }

    private void ToBroker(byte[] bytes)
    {
        if (Broker.IsClosed) return;
        client.Ledger.Arrived(bytes, world.Now);
        Broker.Receive(bytes, world.Now, _batch);
        _batch.FlushAll();
    }

    private void Drained()
    {
        Broker.OutputDrained(world.Now, _batch);
        _batch.FlushAll();
    }

    private void End()
    {
        if (_isGone) return;
        _isGone = true;
        Broker.TransportClosed(world.Now);
        client.Lost(this);
    }

    private readonly record struct Chunk(long Arrival, long SentAt, byte[] Bytes);
}
