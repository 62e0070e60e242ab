namespace Mqtt5Gen.Sessions.Tests.Simulation;

/// <summary>One direction of a Network Connection in virtual time: in order, late, and lost from some byte on when it breaks.</summary>
internal sealed class SimulatedLink
{
    private readonly Queue<(long Arrival, Packet Packet)> _underWay = new();
    private long _lastArrival;
    private bool _isBroken;

    public bool IsEmpty => _underWay.Count == 0;

    public void Send(Packet packet, long now, long latency)
    {
        if (_isBroken) return;
        _lastArrival = Math.Max(_lastArrival, now + latency);
        _underWay.Enqueue((_lastArrival, packet));
    }

    public bool TryReceive(long now, out Packet packet)
    {
        packet = default;
        if (!_underWay.TryPeek(out var first) || first.Arrival > now) return false;
        packet = _underWay.Dequeue().Packet;
        return true;
    }

    /// <summary>All but the first packets are lost, and all that follow until the reconnect: a stream has no gaps.</summary>
    public void Break(int keep)
    {
        _isBroken = true;
        var kept = _underWay.Take(keep).ToArray();
        _underWay.Clear();
        foreach (var entry in kept) _underWay.Enqueue(entry);
    }

    public void Reset()
    {
        _underWay.Clear();
        _isBroken = false;
    }
}
