using System.Buffers.Binary;
using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

/// <summary>What other brokers are known to get wrong.</summary>
public sealed class KnownFailureTests
{
    private readonly TestBroker _broker = new();

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Fact]
    public void FortyOpenQoS2MessagesAreTooManyWhereTwentyWereAnnounced() // MQTT-3.3.4-7
    {
        var broker = new TestBroker(new() { ReceiveMaximum = 20 });
        var publisher = broker.Connect(out var connAck, "p");
        Assert.Equal((ushort)20, connAck.Properties!.ReceiveMaximum);

        for (ushort id = 1; id <= 20; id++) publisher.Publish("a", "1", QoS.ExactlyOnce, packetId: id);
        Assert.All(publisher.TakeAll(), answer => Assert.IsType<PubRec>(answer));
        for (ushort id = 21; id <= 40 && !publisher.Connection.IsClosed; id++) publisher.Publish("a", "1", QoS.ExactlyOnce, packetId: id);

        publisher.ExpectClosed(ReasonCode.ReceiveMaximumExceeded);
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void AClientThatAnnouncedTwentyNeverHasMore(QoS qos) // MQTT-3.3.4-9, MQTT-4.9.0-2
    {
        var subscriber = _broker.Connect("s", properties: new() { ReceiveMaximum = 20 });
        subscriber.Subscribe("a", qos);
        var publisher = _broker.Connect("p");
        for (var i = 0; i < 40; i++) publisher.Publish("a", $"{i}", qos);

        var open = subscriber.TakeAll().Cast<Publish>().ToList();
        Assert.Equal(20, open.Count);
        for (var next = 20; next < 40; next++) Assert.Equal($"{next}", Text(Answer(subscriber, open[next - 20].PacketId, qos).Single()));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void OverlappingSubscriptionsAreServedAtTheHighestQoS(ProtocolVersion version) // MQTT-3.3.4-2
    {
        foreach (var highest in (int[])[0, 1, 2])
        {
            var subscriber = _broker.Connect("s", version);
            string[] filters = ["a/b", "a/+", "a/#"];
            for (var i = 0; i < filters.Length; i++) subscriber.Subscribe(filters[i], i == highest ? QoS.ExactlyOnce : QoS.AtMostOnce);

            _broker.Connect("p", version).Publish("a/b", "1", QoS.ExactlyOnce);

            Assert.Equal(QoS.ExactlyOnce, subscriber.ExpectMessage("1").QoS);
            subscriber.ExpectNothing();
        }
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce, false)]
    [InlineData(QoS.AtLeastOnce, true)]
    [InlineData(QoS.ExactlyOnce, false)]
    [InlineData(QoS.ExactlyOnce, true)]
    public void APublisherMaySendMoreThanThereArePacketIdentifiers(QoS qos, bool isSlow) // MQTT-4.6.0-5
    {
        const int Count = 70_000;
        var broker = new TestBroker(new() { QueuedMessages = Count });
        var subscriber = broker.Connect("s");
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        var publisher = broker.Connect("p");
        var received = 0;
        var batch = isSlow ? Count : 100;
        for (var sent = 0; sent < Count; sent += batch)
        {
            for (var i = sent; i < sent + batch; i++) SendNumber(publisher, i, qos);
            publisher.TakeAll();
            for (var open = Numbers(subscriber); open.Count > 0; open = Numbers(subscriber))
            {
                foreach (var (number, packetId) in open)
                {
                    Assert.Equal(received++, number);
                    subscriber.Send(new PubAck { PacketId = packetId });
                }
            }
        }

        Assert.Equal(Count, received);
        Assert.Equal(0, broker.Broker.DroppedMessages);
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void AResendHasDupAndItsPacketIdentifier(QoS qos) // MQTT-4.4.0-1, MQTT-3.3.1-1
    {
        var subscriber = _broker.Connect("s", expiry: 60);
        subscriber.Subscribe("a", qos);
        var publisher = _broker.Connect("p");
        foreach (var payload in (string[])["1", "2", "3"]) publisher.Publish("a", payload, qos);
        var first = subscriber.TakeAll().Cast<Publish>().ToList();
        Assert.DoesNotContain(first, publish => publish.Dup);
        subscriber.Break();

        subscriber = _broker.Connect("s", clean: false, expiry: 60);

        Assert.Equal(first.Select(publish => publish with { Dup = true }), subscriber.TakeAll().Cast<Publish>());
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void AnAcknowledgementComesBeforeTheCopyThatItLeadsTo(QoS qos)
    {
        var client = _broker.Connect("c");
        client.Subscribe("a", QoS.ExactlyOnce);

        client.Publish("a", "1", qos, packetId: 9);

        if (qos is QoS.AtLeastOnce) client.Expect<PubAck>();
        else client.Expect<PubRec>();
        client.ExpectMessage("1");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ASubAckComesBeforeTheRetainedMessagesThatItLeadsTo(ProtocolVersion version)
    {
        var publisher = _broker.Connect("p");
        foreach (var topic in (string[])["a", "b"]) publisher.Publish(topic, "1", retain: true);
        var client = _broker.Connect("c", version);

        client.Send(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "a" }, new() { TopicFilter = "b" }] });

        client.Expect<SubAck>();
        client.ExpectMessage("1");
        client.ExpectMessage("1");
    }

    [Fact]
    public void PacketIdentifiersBeginAtOne() // MQTT-2.2.1-4
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("a", QoS.AtLeastOnce);
        var publisher = _broker.Connect("p");
        foreach (var payload in (string[])["1", "2"]) publisher.Publish("a", payload, QoS.AtLeastOnce);

        Assert.Equal([1, 2], subscriber.TakeAll().Cast<Publish>().Select(publish => (int)publish.PacketId));
    }

    private static List<Publish> Answer(TestClient client, ushort packetId, QoS qos)
    {
        if (qos is QoS.AtLeastOnce)
        {
            client.Send(new PubAck { PacketId = packetId });
            return [.. client.TakeAll().Cast<Publish>()];
        }

        client.Send(new PubRec { PacketId = packetId });
        client.Expect<PubRel>();
        client.ExpectNothing();
        client.Send(new PubComp { PacketId = packetId });
        return [.. client.TakeAll().Cast<Publish>()];
    }

    private static string Text(in Publish publish) => System.Text.Encoding.UTF8.GetString(publish.Payload.Span);

    private static void SendNumber(TestClient publisher, int number, QoS qos)
    {
        var payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        var packetId = (ushort)(number % ushort.MaxValue + 1);
        publisher.Send(new Publish { TopicName = "a", QoS = qos, PacketId = packetId, Payload = payload });
        if (qos is QoS.ExactlyOnce) publisher.Send(new PubRel { PacketId = packetId });
    }

    private static List<(int Number, ushort PacketId)> Numbers(TestClient subscriber) =>
        [.. subscriber.TakeAll().Cast<Publish>().Select(publish => (BinaryPrimitives.ReadInt32BigEndian(publish.Payload.Span), publish.PacketId))];
}
