namespace Mqtt5Gen.Broker.Telemetry;

/// <summary>What went over the network: all packets, and of these the PUBLISH packets, whose bytes are those of their payloads.</summary>
internal struct Traffic
{
    public long PacketsReceived;
    public long BytesReceived;
    public long PublishesReceived;
    public long PublishBytesReceived;
    public long PacketsSent;
    public long BytesSent;
    public long PublishesSent;
    public long PublishBytesSent;

    public void PublishReceived(int payload)
    {
        PublishesReceived++;
        PublishBytesReceived += payload;
    }

    public void Sent(int size)
    {
        PacketsSent++;
        BytesSent += size;
    }

    public void PublishSent(int size, int payload)
    {
        Sent(size);
        PublishesSent++;
        PublishBytesSent += payload;
    }
}
