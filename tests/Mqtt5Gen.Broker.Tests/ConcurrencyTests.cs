using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class ConcurrencyTests
{
    private const int Publishers = 4;
    private const int Messages = 2000;
    private const string Shared = "$share/g/t/#";

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
        var observer = new CountingObserver();
        var broker = new TestBroker(observer: observer);
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
        Assert.All(clients, client => Assert.Equal(1, observer.Connects[client.Connection]));
        Assert.All(clients.Where(client => client.Connection.IsClosed), client => Assert.Equal(1, observer.Disconnects[client.Connection]));
        Assert.Equal(clients.Length - 1, observer.Disconnects.Count);
    }

    [Theory]
    [InlineData(SharedSubscriptionStrategy.RoundRobin, int.MaxValue)]
    [InlineData(SharedSubscriptionStrategy.Sticky, int.MaxValue)]
    [InlineData(SharedSubscriptionStrategy.LeastInflight, int.MaxValue)]
    [InlineData(SharedSubscriptionStrategy.RoundRobin, 40)]
    [InlineData(SharedSubscriptionStrategy.Sticky, 40)]
    public void AGroupLosesNothingWhileItsMembersFillUpAndComeAndGo(SharedSubscriptionStrategy strategy, int staysFor)
    {
        var broker = new TestBroker(new() { SharedSubscriptions = strategy, QueuedMessages = int.MaxValue });
        var publishers = Enumerable.Range(0, 2).Select(i => broker.Connect($"p{i}")).ToArray();
        var away = broker.Connect("away", expiry: 60);
        away.Subscribe(Shared, QoS.AtLeastOnce);
        away.Break(); // with it the group lasts, whoever comes and goes
        var acknowledged = new ConcurrentDictionary<(byte, int), int>();

        Parallel.For(0, Publishers, Options, thread =>
        {
            if (thread < publishers.Length) PublishAll(publishers[thread], thread, QoS.AtLeastOnce, broker.Now);
            else Consume(broker, $"m{thread}", staysFor, acknowledged, publishers.Length * Messages);
        });

        Assert.Equal(publishers.Length * Messages, acknowledged.Count);
        if (staysFor == int.MaxValue) Assert.All(acknowledged.Values, times => Assert.Equal(1, times));
        Assert.Equal(0, broker.Broker.DroppedMessages);
    }

    /// <summary>Acknowledges what comes, until all was acknowledged by somebody; leaves and comes back now and then, with the last ones unacknowledged.</summary>
    private static void Consume(TestBroker broker, string name, int staysFor, ConcurrentDictionary<(byte, int), int> acknowledged, int total)
    {
        var limit = Stopwatch.StartNew();
        var client = Join(broker, name);
        for (var received = 0; acknowledged.Count < total && limit.Elapsed < TimeSpan.FromMinutes(2);)
        {
            List<Publish> publishes;
            lock (client.Connection.Session!) publishes = [.. client.TakeAll().Cast<Publish>()];
            if (publishes.Count == 0) Thread.Yield();
            received += publishes.Count;
            if (received >= staysFor)
            {
                client.Break();
                client = Join(broker, name);
                received = 0;
                continue;
            }

            foreach (var publish in publishes)
            {
                acknowledged.AddOrUpdate((publish.Payload.Span[0], BinaryPrimitives.ReadInt32BigEndian(publish.Payload.Span[1..])), 1, (_, times) => times + 1);
                client.Send(new PubAck { PacketId = publish.PacketId });
            }
        }
    }

    private static TestClient Join(TestBroker broker, string name)
    {
        var client = broker.Connect(name, properties: new() { ReceiveMaximum = 5 });
        lock (client.Connection.Session!) client.Subscribe(Shared, QoS.AtLeastOnce);
        return client;
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
