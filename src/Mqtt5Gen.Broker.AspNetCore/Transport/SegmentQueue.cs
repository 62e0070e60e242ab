using System.Buffers;
using System.IO.Pipelines;

namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>Bytes that wait for the pipe, in pooled segments that are never joined. Its owner sees to it that one thread uses it at a time.</summary>
/// <remarks>
/// The segments come from the shared array pool: it keeps a bounded number of arrays of each size, gives them up under memory
/// pressure, and an empty queue holds none.
/// </remarks>
internal sealed class SegmentQueue
{
    private const int SmallestSegment = 4 * 1024;
    private const int LargestSegment = 64 * 1024;

    private Segment? _head;
    private Segment? _tail;
    private bool _isLent;

    /// <summary>How many bytes wait.</summary>
    public long Length { get; private set; }

    public bool IsEmpty => Length == 0;

    /// <summary>Room for at least <paramref name="sizeHint"/> bytes; lent until <see cref="Advance"/>, even if the queue is emptied meanwhile.</summary>
    public Span<byte> GetSpan(int sizeHint)
    {
        _isLent = true;
        if (_tail is null || _tail.Free.Length < Math.Max(sizeHint, 1)) Append(sizeHint);
        return _tail!.Free;
    }

    /// <summary>The lent room holds <paramref name="count"/> bytes now.</summary>
    public void Advance(int count)
    {
        _isLent = false;
        _tail!.End += count;
        Length += count;
    }

    /// <summary>Moves the oldest segment's bytes into the pipe.</summary>
    /// <returns>How many bytes.</returns>
    public int MoveFirst(PipeWriter pipe)
    {
        if (_head is not { } segment) return 0;

        var bytes = segment.Bytes;
        if (!bytes.IsEmpty) pipe.Write(bytes);
        var moved = bytes.Length;
        Length -= moved;
        if (segment == _tail && _isLent) segment.Start = segment.End; // somebody is writing behind them
        else Remove(segment);
        return moved;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        Length = 0;
        while (_head is { } segment && !(segment == _tail && _isLent)) Remove(segment);
        if (_tail is not null) _tail.Start = _tail.End;
    }

    private void Append(int sizeHint)
    {
        // The longer the queue the larger the segments: a connection that is a little behind costs little.
        var size = (int)Math.Clamp(Length, SmallestSegment, LargestSegment);
        var segment = new Segment(ArrayPool<byte>.Shared.Rent(Math.Max(size, sizeHint)));
        if (_tail is null) _head = segment;
        else _tail.Next = segment;
        _tail = segment;
    }

    private void Remove(Segment segment)
    {
        _head = segment.Next;
        if (_head is null) _tail = null;
        ArrayPool<byte>.Shared.Return(segment.Array);
    }

    private sealed class Segment(byte[] array)
    {
        public byte[] Array => array;

        public int Start { get; set; }

        public int End { get; set; }

        public Segment? Next { get; set; }

        public ReadOnlySpan<byte> Bytes => array.AsSpan(Start, End - Start);

        public Span<byte> Free => array.AsSpan(End);
    }
}
