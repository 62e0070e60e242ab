using System.Text;
using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Telemetry;

public sealed class SystemTopicTests
{
    private readonly TestBroker _broker = new();

    [Fact]
    public void ValuesAreRetainedAndThenSentWhenTheyChange()
    {
        _broker.Pass(seconds: 1);
        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("$SYS/broker/clients/+");
        Assert.Equal(
            ["clients/connected 0 retained", "clients/disconnected 0 retained", "clients/maximum 0 retained", "clients/total 0 retained"],
            Values(watcher));

        _broker.Connect("c", expiry: 1000).Break();
        _broker.Pass(seconds: 10);
        Assert.Equal(["clients/connected 1", "clients/disconnected 1", "clients/maximum 1", "clients/total 2"], Values(watcher));

        _broker.Pass(seconds: 30);
        Assert.Empty(Values(watcher));
    }

    [Fact]
    public void WhatGoesOverTheNetworkIsCounted()
    {
        _broker.Pass(seconds: 1);
        var subscriber = _broker.Connect("s"); // 1 received, 1 sent
        subscriber.Subscribe("a"); // 2, 2
        var publisher = _broker.Connect("p"); // 3, 3
        publisher.Publish("a", "12345", QoS.AtLeastOnce); // 4, 5: PUBACK and PUBLISH
        publisher.Publish("nobody", "123"); // 5, 5
        publisher.Send(new PingReq()); // 6, 6
        _broker.Pass(seconds: 10);

        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("$SYS/#");
        var values = Values(watcher).Select(line => line.Replace(" retained", "")).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "messages/received 6", "messages/sent 6",
                "publish/messages/received 2", "publish/messages/sent 1", "publish/messages/dropped 0",
                "publish/bytes/received 8", "publish/bytes/sent 5",
                "uptime 10 seconds", "version Mqtt5Gen version 0.1.0",
                "subscriptions/count 1", "shared_subscriptions/count 0", "retainedmessages/count 0", "messages/stored 0",
            },
            values.Select(v => v.Replace("retained messages", "retainedmessages")).ToHashSet());
        Assert.Equal(21 + 24, values.Count);
        Assert.Equal(BytesOf(values, "bytes/sent"), SentBytes(subscriber, publisher));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(int.MaxValue, 2)]
    public void TheBrokersOwnTopicsTakeNothingOfTheLimit(int limit, int retained)
    {
        var broker = new TestBroker(new() { RetainedMessages = limit });
        broker.Pass(seconds: 1);
        var publisher = broker.Connect("p");

        publisher.Publish("a", "x", retain: true);
        publisher.Publish("b", "x", retain: true);

        Assert.Equal(retained, broker.Broker.RetainedMessageCount);
    }

    [Fact]
    public void BytesReceivedAreThoseOfTheNetwork()
    {
        var packet = new Connect { ClientId = "c", CleanStart = true }.ToArray(ProtocolVersion.V5);
        _broker.Open().SendBytes(packet);
        _broker.Pass(seconds: 1);

        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("$SYS/broker/bytes/received");

        Assert.Equal([$"bytes/received {packet.Length} retained"], Values(watcher));
    }

    [Fact]
    public void WhatWaitsAndWhatIsRetainedIsStored()
    {
        var away = _broker.Connect("away", expiry: 1000);
        away.Subscribe("a", QoS.AtLeastOnce);
        away.Subscribe("$share/g/b", QoS.AtLeastOnce);
        away.Break();
        var publisher = _broker.Connect("p");
        publisher.Publish("a", "x", QoS.AtLeastOnce);
        publisher.Publish("b", "x", QoS.AtLeastOnce);
        publisher.Publish("r", "x", retain: true);
        _broker.Pass(seconds: 1);

        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("$SYS/#");

        Assert.Superset(
            new HashSet<string> { "messages/stored 3 retained", "retained messages/count 1 retained", "shared_subscriptions/count 1 retained", "subscriptions/count 1 retained" },
            Values(watcher).ToHashSet());
    }

    [Fact]
    public void LoadIsPerMinuteAndFades()
    {
        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("$SYS/broker/load/publish/received/+");
        var publisher = _broker.Connect("p");
        _broker.Pass(seconds: 1);
        Values(watcher);

        for (var i = 0; i < 10; i++) publisher.Publish("nobody", "x");
        _broker.Pass(seconds: 10);
        Assert.Equal(["load/publish/received/15min 0.66", "load/publish/received/1min 9.21", "load/publish/received/5min 1.97"], Values(watcher)); // 60 a minute for ten seconds

        _broker.Pass(seconds: 60 * 60);
        Assert.Contains("load/publish/received/1min 0.00", Values(watcher));
    }

    [Fact]
    public void WildcardsDoNotReachThem() // MQTT-4.7.2-1
    {
        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("#");
        watcher.Subscribe("+/broker/#");

        _broker.Pass(seconds: 20);

        watcher.ExpectNothing();
    }

    [Fact]
    public void AGroupMaySubscribeToThem()
    {
        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("$share/g/$SYS/broker/uptime");

        _broker.Pass(seconds: 21);

        Assert.Equal(["uptime 0 seconds", "uptime 10 seconds", "uptime 20 seconds"], Values(watcher));
    }

    [Fact]
    public void NoneWaitsForAClientThatIsAway()
    {
        var watcher = _broker.Connect("watcher", expiry: 1000);
        watcher.Subscribe("$SYS/#", QoS.ExactlyOnce);
        watcher.Break();
        _broker.Pass(seconds: 20);

        _broker.Connect("watcher", clean: false).ExpectNothing();
    }

    [Theory]
    [InlineData("$SYS")]
    [InlineData("$SYS/broker/version")]
    [InlineData("$SYS/mine")]
    public void NoClientMayPublishThere(string topic) // 4.7.2
    {
        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("$SYS/#");
        var client = _broker.Connect("c");
        var old = _broker.Connect("old", ProtocolVersion.V311);

        client.Publish(topic, "x", QoS.AtLeastOnce, retain: true);
        Assert.Equal(ReasonCode.TopicNameInvalid, client.Expect<PubAck>().ReasonCode);
        client.Publish(topic, "x", QoS.ExactlyOnce);
        Assert.Equal(ReasonCode.TopicNameInvalid, client.Expect<PubRec>().ReasonCode);
        client.Publish(topic, "x");
        old.Publish(topic, "x", QoS.AtLeastOnce);
        old.Expect<PubAck>();
        var willing = _broker.Open();
        willing.Send(new Connect { ClientId = "w", CleanStart = true, WillTopic = topic, WillPayload = default });
        Assert.Equal(ReasonCode.TopicNameInvalid, willing.Expect<ConnAck>().ReasonCode);

        watcher.ExpectNothing();
        client.ExpectNothing();
        Assert.Equal(4, _broker.Broker.DroppedMessagesBy(DropCause.Refused));
    }

    [Fact]
    public void OtherDollarTopicsAreNotTheBrokers()
    {
        var client = _broker.Connect("c");
        client.Subscribe("$SYSTEM");

        client.Publish("$SYSTEM", "x");

        client.ExpectMessage("x");
    }

    [Fact]
    public void TheyCountForNobodysLimit()
    {
        var broker = new TestBroker(new() { RetainedMessages = 1 });
        broker.Pass(seconds: 20);
        Assert.Equal(0, broker.Broker.RetainedMessageCount);
        var client = broker.Connect("c");

        client.Publish("a", "x", QoS.AtLeastOnce, retain: true);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, client.Expect<PubAck>().ReasonCode);
        client.Publish("b", "x", QoS.AtLeastOnce, retain: true);
        Assert.Equal(ReasonCode.QuotaExceeded, client.Expect<PubAck>().ReasonCode);
        Assert.Equal(1, broker.Broker.RetainedMessageCount);
    }

    [Fact]
    public void WhereNothingIsRetainedAllAreSentEachTime()
    {
        var broker = new TestBroker(new() { RetainAvailable = false });
        var watcher = broker.Connect("watcher");
        watcher.Subscribe("$SYS/broker/version");

        broker.Pass(seconds: 11);

        Assert.Equal(2, Values(watcher).Count);
        Assert.Equal(0, broker.Broker.RetainedMessageCount);
    }

    [Fact]
    public void TheyCanBeTurnedOff()
    {
        var broker = new TestBroker(new() { SystemTopicsInterval = TimeSpan.Zero });
        var watcher = broker.Connect("watcher");
        watcher.Subscribe("$SYS/#");

        broker.Pass(seconds: 100);

        watcher.ExpectNothing();
    }

    [Fact]
    public void EachIsInTheReadme()
    {
        var readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        var watcher = _broker.Connect("watcher");
        watcher.Subscribe("$SYS/#");
        _broker.Pass(seconds: 1);

        Assert.All(
            watcher.TakeAll().Cast<Publish>().Select(publish => publish.TopicName.ToString()["$SYS/broker/".Length..]),
            name => Assert.Contains($"`{(name.StartsWith("load/", StringComparison.Ordinal) ? name["load/".Length..name.LastIndexOf('/')] : name)}`", readme, StringComparison.Ordinal));
    }

    private static List<string> Values(TestClient client) => client.TakeAll().Cast<Publish>()
        .Select(p => $"{p.TopicName.ToString()["$SYS/broker/".Length..]} {Encoding.UTF8.GetString(p.Payload.Span)}{(p.Retain ? " retained" : "")}")
        .Order(StringComparer.Ordinal)
        .ToList();

    private static long BytesOf(IEnumerable<string> values, string name) =>
        long.Parse(values.Single(v => v.StartsWith($"{name} ", StringComparison.Ordinal)).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static long SentBytes(params ReadOnlySpan<TestClient> clients)
    {
        var sum = 0L;
        foreach (var client in clients) sum += client.Output.Total;
        return sum;
    }
}
