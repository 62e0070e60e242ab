using System.Text;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>A client without a network: it says what a test tells it to say, and decodes what it is sent.</summary>
internal sealed class TestClient
{
    private readonly TestBroker _broker;
    private readonly FlushBatch _batch = new();
    private PacketRecorder _recorder = new();
    private ushort _lastPacketId;
    private byte[] _held = [];

    public TestClient(TestBroker broker, ProtocolVersion version)
    {
        _broker = broker;
        Version = version;
        Connection = broker.Broker.Accept(Output, new("test", null, true), broker.Now);
    }

    public ProtocolVersion Version { get; }

    public FakeOutput Output { get; } = new();

    public Connection Connection { get; }

    public void Send<T>(T packet)
        where T : struct, IPacket => SendBytes(packet.ToArray(Version));

    /// <summary>What is not consumed is held back, as a transport does.</summary>
    public void SendBytes(ReadOnlySpan<byte> bytes)
    {
        byte[] input = [.. _held, .. bytes];
        var consumed = Connection.Receive(input, _broker.Now, _batch);
        _batch.FlushAll();
        Assert.True(consumed == input.Length || !Connection.IsClosed);
        _held = input[consumed..];
    }

    /// <summary>The broker wants the transport to go on, and it does.</summary>
    public void Resume()
    {
        Assert.True(Output.IsResumed);
        Output.IsResumed = false;
        SendBytes([]);
    }

    /// <summary>The next packet, which is of this type.</summary>
    public T Expect<T>()
        where T : struct, IPacket
    {
        Decode();
        Assert.True(_recorder.Packets.TryDequeue(out var packet), $"Nothing came; {typeof(T).Name} was expected.");
        return Assert.IsType<T>(packet);
    }

    public void ExpectNothing()
    {
        Decode();
        Assert.Empty(_recorder.Packets);
    }

    /// <summary>The next packet is a PUBLISH with this payload.</summary>
    public Publish ExpectMessage(string payload)
    {
        var publish = Expect<Publish>();
        Assert.Equal(payload, Encoding.UTF8.GetString(publish.Payload.Span));
        return publish;
    }

    public List<IPacket> TakeAll()
    {
        Decode();
        var all = _recorder.Packets.ToList();
        _recorder = new();
        return all;
    }

    public SubAck Subscribe(string filter, QoS qos = QoS.AtMostOnce, uint? identifier = null, bool noLocal = false, bool retainAsPublished = false, RetainHandling retainHandling = RetainHandling.SendOnSubscribe)
    {
        Send(new Subscribe
        {
            PacketId = ++_lastPacketId,
            Properties = identifier is null ? null : new() { SubscriptionIdentifier = identifier },
            Subscriptions = [new() { TopicFilter = filter, MaximumQoS = qos, NoLocal = noLocal, RetainAsPublished = retainAsPublished, RetainHandling = retainHandling }],
        });
        var subAck = Expect<SubAck>();
        Assert.Equal(_lastPacketId, subAck.PacketId);
        return subAck;
    }

    public void Publish(string topic, string payload, QoS qos = QoS.AtMostOnce, bool retain = false, ushort packetId = 0, PublishProperties? properties = null) =>
        Send(new Publish
        {
            TopicName = topic,
            Payload = Encoding.UTF8.GetBytes(payload),
            QoS = qos,
            Retain = retain,
            PacketId = packetId != 0 || qos is QoS.AtMostOnce ? packetId : ++_lastPacketId,
            Properties = properties,
        });

    /// <summary>The network connection breaks.</summary>
    public void Break() => Connection.TransportClosed(_broker.Now);

    public void ExpectClosed(ReasonCode? reason = null)
    {
        if (reason is not null && Version >= ProtocolVersion.V5) Assert.Equal(reason, Expect<Disconnect>().ReasonCode);
        ExpectNothing();
        Assert.True(Connection.IsClosed);
        Assert.True(Output.IsClosed);
    }

    private void Decode()
    {
        while (FrameReader.TryRead(Output.Unread, uint.MaxValue, out var frame, out var length) is FrameStatus.Complete)
        {
            Assert.True(PacketDispatch.FromServer(ref _recorder, frame, Version, out var violation), violation.ToString());
            Output.Skip(length);
        }
    }
}
