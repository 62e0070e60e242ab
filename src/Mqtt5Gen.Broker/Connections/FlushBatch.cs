using Mqtt5Gen.Broker.Telemetry;

namespace Mqtt5Gen.Broker;

/// <summary>The connections that have something new to send, each once. One for each loop that reads, used again and again.</summary>
public sealed class FlushBatch
{
    private readonly List<Connection> _touched = [];
    private Queue<(Connection Connection, long Now)>? _overfull;
    private TrafficMeter? _meter;

    /// <summary>What was sent and received for this batch, and is not handed over yet.</summary>
    internal Traffic Traffic;

    /// <summary>Flushes each connection, and forgets it.</summary>
    public void FlushAll()
    {
        while (_overfull is not null && _overfull.TryDequeue(out var overfull)) overfull.Connection.DisconnectOverfull(overfull.Now, this);
        foreach (var connection in _touched) connection.Flush();
        _touched.Clear();
        _meter?.Take(ref Traffic);
    }

    /// <summary>Under the connection's gate. Another batch may have it already: it flushes what is written now, too.</summary>
    internal void Add(Connection connection)
    {
        if (!connection.TryTouch()) return;
        _touched.Add(connection);
        _meter = connection.Meter;
    }

    /// <summary>A connection was read from.</summary>
    internal void Received(TrafficMeter meter, int packets, int bytes)
    {
        _meter = meter;
        Traffic.PacketsReceived += packets;
        Traffic.BytesReceived += bytes;
    }

    /// <summary>Under the connection's gate: its queue is full, and it is to be disconnected when no gate is held.</summary>
    internal void AddOverfull(Connection connection, long now) => (_overfull ??= new()).Enqueue((connection, now));
}
