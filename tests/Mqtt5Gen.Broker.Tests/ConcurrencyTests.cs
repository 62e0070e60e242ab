using System.Buffers.Binary;
using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class ConcurrencyTests
{
    private const int Publishers = 4;
    private const int Messages = 2000;

    [Theory]
    [InlineData(QoS.AtMostOnce)]
    [InlineData(QoS.AtLeastOnce)]
    public void EachPublishersMessagesReachEachSubscriberInOrder(QoS qos) // MQTT-4.6.0-5, MQTT-4.6.0-6
    {
        var broker = new TestBroker(new() { QueuedMessages = int.MaxValue });
        var subscribers = Enumerable.Range(0, 5).Select(i => broker.Connect($"s{i}")).ToArray();
        foreach (var subscriber in subscribers) subscriber.Subscribe("t/#", qos);
        var publishers = Enumerable.Range(0, Publishers).Select(i => broker.Connect($"p{i}")).ToArray();

        Parallel.For(0, Publishers, Options, p => PublishAll(publishers[p], p, qos, broker.Now));

        foreach (var subscriber in subscribers)
        {
            var received = subscriber.TakeAll().Cast<Publish>().Select(publish => publish.Payload.Span.ToArray()).ToList();
            Assert.Equal(Publishers * Messages, received.Count);
            foreach (var group in received.GroupBy(payload => payload[0]))
            {
                Assert.Equal(Enumerable.Range(0, Messages), group.Select(payload => BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(1))));
            }
        }
    }

    [Fact]
    public void ConnectionsThatFightForASessionLeaveOne()
    {
        var broker = new TestBroker();
        var publisher = broker.Connect("p");
        var clients = new TestClient[Publishers * 100];
        Parallel.For(0, Publishers, Options, thread =>
        {
            for (var i = thread; i < clients.Length; i += Publishers)
            {
                clients[i] = broker.Connect("same", clean: i % 3 == 0, expiry: 60);
                clients[i].Send(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "a", MaximumQoS = QoS.AtLeastOnce }] });
                if (thread == 0) publisher.Publish("a", "1", QoS.AtLeastOnce);
            }
        });

        Assert.Single(clients, client => !client.Connection.IsClosed);
        Assert.Equal(2, broker.Broker.ConnectionCount);
        Assert.Equal(2, broker.Broker.SessionCount);
    }

    private static ParallelOptions Options => new() { MaxDegreeOfParallelism = Publishers };

    private static void PublishAll(TestClient publisher, int number, QoS qos, long now)
    {
        var batch = new FlushBatch();
        for (var i = 0; i < Messages; i++)
        {
            var payload = new byte[5];
            payload[0] = (byte)number;
            BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(1), i);
            var publish = new Publish { TopicName = $"t/{number}", QoS = qos, PacketId = qos is QoS.AtMostOnce ? (ushort)0 : (ushort)(i + 1), Payload = payload };
            publisher.Connection.Receive(publish.ToArray(ProtocolVersion.V5), now, batch);
            if (i % 10 == 0) batch.FlushAll();
        }

        batch.FlushAll();
    }
}
