using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class ConnectTests
{
    private readonly TestBroker _broker = new();

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void ConnectIsAcceptedAndAPublishReachesASubscriber(ProtocolVersion version)
    {
        var subscriber = _broker.Connect("s", version);
        Assert.Equal([ReasonCode.GrantedQoS0], subscriber.Subscribe("a/+").ReasonCodes);
        var publisher = _broker.Connect("p", version);

        publisher.Publish("a/b", "hello");

        var publish = subscriber.ExpectMessage("hello");
        Assert.Equal("a/b", publish.TopicName.ToString());
        publisher.ExpectNothing();
    }

    [Fact]
    public void ConnAckTellsTheLimits()
    {
        _broker.Connect(out var connAck, "c");

        var expected = new ConnAckProperties
        {
            ReceiveMaximum = 1024,
            MaximumPacketSize = 2 * 1024 * 1024,
            TopicAliasMaximum = 16,
        };
        Assert.Equal(expected, connAck.Properties);
        Assert.False(connAck.SessionPresent);
    }

    [Fact]
    public void TheFirstPacketMustBeConnect() // MQTT-3.1.0-1, MQTT-3.14.0-1
    {
        var client = _broker.Open();

        client.Send(new PingReq());

        client.ExpectClosed();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ASecondConnectCloses(ProtocolVersion version) // MQTT-3.1.0-2
    {
        var client = _broker.Connect("c", version);

        client.Send(new Connect { ClientId = "c", CleanStart = true });

        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void AnEmptyClientIdGetsOneOfItsOwn() // MQTT-3.1.3-6, MQTT-3.1.3-7, MQTT-3.2.2-16
    {
        _broker.Connect(out var first, "");
        _broker.Connect(out var second, "");

        Assert.NotNull(first.Properties!.AssignedClientIdentifier);
        Assert.NotEqual(first.Properties.AssignedClientIdentifier, second.Properties!.AssignedClientIdentifier);
        Assert.Equal(2, _broker.Broker.SessionCount);
    }

    [Fact]
    public void AnEmptyClientIdOf311NeedsACleanSession() // 3.1.1/MQTT-3.1.3-8
    {
        var client = _broker.Open(ProtocolVersion.V311);

        client.Send(new Connect { ClientId = "", CleanStart = false });

        Assert.Equal(ReasonCode.ClientIdentifierNotValid, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
    }

    [Theory]
    [InlineData(3, ProtocolVersion.V311)]
    [InlineData(6, ProtocolVersion.V5)]
    public void AnUnknownVersionIsRefused(byte version, ProtocolVersion answeredIn) // MQTT-3.1.2-2
    {
        var client = _broker.Open(answeredIn);
        var bytes = new Connect { ClientId = "c", CleanStart = true }.ToArray(answeredIn);
        bytes[8] = version;

        client.SendBytes(bytes);

        Assert.Equal(ReasonCode.UnsupportedProtocolVersion, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
    }

    [Fact]
    public void AMalformedConnectIsRefusedWithItsReason() // MQTT-3.1.4-1
    {
        var client = _broker.Open();
        var bytes = new Connect { ClientId = "c", CleanStart = true }.ToArray(ProtocolVersion.V5);
        bytes[9] |= 1;

        client.SendBytes(bytes);

        var connAck = client.Expect<ConnAck>();
        Assert.Equal(ReasonCode.MalformedPacket, connAck.ReasonCode);
        Assert.Contains("MQTT-3.1.2-3", connAck.Properties!.ReasonString.ToString());
        client.ExpectClosed();
    }

    [Fact]
    public void AnAuthenticationMethodIsRefused() // MQTT-4.12.0-1
    {
        var client = _broker.Open();

        client.Send(new Connect { ClientId = "c", CleanStart = true, Properties = new() { AuthenticationMethod = "SCRAM-SHA-256" } });

        Assert.Equal(ReasonCode.BadAuthenticationMethod, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
    }

    [Fact]
    public void AClientThatTakesNoConnAckIsCut() // MQTT-3.1.2-24
    {
        var watcher = _broker.Connect("w");
        watcher.Subscribe("#");
        var client = _broker.Open();

        client.Send(new Connect { ClientId = "c", CleanStart = true, WillTopic = "will", WillPayload = default(Wire.Bytes), Properties = new() { MaximumPacketSize = 10 } });

        client.ExpectClosed();
        watcher.ExpectNothing();
        Assert.Equal(1, _broker.Broker.SessionCount);
        Assert.Equal(1, _broker.Broker.ConnectionCount);
    }

    [Fact]
    public void AConnectionWithoutConnectIsClosedInTime()
    {
        var client = _broker.Open();

        _broker.Pass(seconds: 9);
        Assert.False(client.Connection.IsClosed);
        Assert.Equal(1, _broker.Broker.ConnectionCount);

        _broker.Pass(seconds: 2);
        client.ExpectClosed();
        Assert.Equal(0, _broker.Broker.ConnectionCount);
    }

    [Fact]
    public void ShutdownSaysGoodbye()
    {
        var client = _broker.Connect("c");
        var other = _broker.Connect("d", ProtocolVersion.V311);

        _broker.Broker.Shutdown(_broker.Now);

        client.ExpectClosed(ReasonCode.ServerShuttingDown);
        other.ExpectClosed();
        Assert.True(_broker.Open().Connection.IsClosed);
        Assert.Equal(0, _broker.Broker.ConnectionCount);
    }

    [Fact]
    public void EveryWayToCutTheBytesComesToTheSame()
    {
        byte[] script =
        [
            .. new Connect { ClientId = "c", CleanStart = true }.ToArray(ProtocolVersion.V5),
            .. new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "#", MaximumQoS = QoS.ExactlyOnce }] }.ToArray(ProtocolVersion.V5),
            .. new Publish { TopicName = "a", QoS = QoS.ExactlyOnce, PacketId = 2, Payload = new byte[200] }.ToArray(ProtocolVersion.V5),
            .. new PubRel { PacketId = 2 }.ToArray(ProtocolVersion.V5),
            .. new PingReq().ToArray(ProtocolVersion.V5),
        ];
        var expected = Answers(script, script.Length);

        for (var cut = 1; cut < script.Length; cut++) Assert.Equal(expected, Answers(script, cut));
        Assert.Equal(6, expected.Count);
    }

    private static List<IPacket> Answers(byte[] script, int cut)
    {
        var client = new TestBroker().Open();
        var batch = new FlushBatch();
        var start = 0;
        foreach (var end in (int[])[cut, script.Length])
        {
            start += client.Connection.Receive(script.AsSpan(start..end), 0, batch);
            batch.FlushAll();
        }

        Assert.Equal(script.Length, start);
        return client.TakeAll();
    }
}
