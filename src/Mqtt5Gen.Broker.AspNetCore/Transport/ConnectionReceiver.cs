namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>A connection at one moment of its reading loop.</summary>
internal readonly struct ConnectionReceiver(Connection connection, long now, FlushBatch batch) : IFrameReceiver
{
    public int BytesNeeded => connection.BytesNeeded;

    public int Receive(ReadOnlySpan<byte> input) => connection.Receive(input, now, batch);
}
