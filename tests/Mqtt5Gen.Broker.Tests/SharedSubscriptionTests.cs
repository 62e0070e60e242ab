using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class SharedSubscriptionTests
{
    private const string Filter = "$share/g/a/+";

    private readonly TestBroker _broker = new();

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void EachMessageGoesToOneMemberInTurn(ProtocolVersion version)
    {
        var members = Members(3, version: version);
        var publisher = _broker.Connect("p");

        for (var i = 0; i < 6; i++) publisher.Publish("a/b", $"{i}", QoS.AtLeastOnce);

        for (var i = 0; i < 6; i++) members[i % 3].ExpectMessage($"{i}");
        foreach (var member in members) member.ExpectNothing();
    }

    [Fact]
    public void EachGroupAndEachOwnSubscriptionGetsACopy() // MQTT-4.8.2-3
    {
        var client = _broker.Connect("c");
        client.Subscribe("$share/g/a/+", QoS.AtMostOnce, identifier: 1);
        client.Subscribe("$share/g/a/#", QoS.AtLeastOnce, identifier: 2);
        client.Subscribe("$share/h/a/+", QoS.ExactlyOnce, identifier: 3);
        client.Subscribe("a/b", QoS.AtMostOnce, identifier: 4);

        _broker.Connect("p").Publish("a/b", "1", QoS.ExactlyOnce);

        var copies = client.TakeAll().Cast<Publish>().OrderBy(copy => copy.Properties!.SubscriptionIdentifiers.Single()).ToList();
        Assert.Equal([1u, 2u, 3u, 4u], copies.Select(copy => copy.Properties!.SubscriptionIdentifiers.Single()));
        Assert.Equal([QoS.AtMostOnce, QoS.AtLeastOnce, QoS.ExactlyOnce, QoS.AtMostOnce], copies.Select(copy => copy.QoS));
    }

    [Fact]
    public void MembersAreSentWhatEachAskedFor()
    {
        var first = _broker.Connect("1");
        first.Subscribe(Filter, QoS.AtLeastOnce, retainAsPublished: true);
        var second = _broker.Connect("2");
        second.Subscribe(Filter, identifier: 7);
        var publisher = _broker.Connect("p");

        foreach (var payload in (string[])["1", "2"]) publisher.Publish("a/b", payload, QoS.ExactlyOnce, retain: true);

        var one = first.ExpectMessage("1");
        Assert.Equal((QoS.AtLeastOnce, true), (one.QoS, one.Retain));
        Assert.Null(one.Properties);
        var other = second.ExpectMessage("2");
        Assert.Equal((QoS.AtMostOnce, false), (other.QoS, other.Retain));
        Assert.Equal([7u], other.Properties!.SubscriptionIdentifiers);
    }

    [Fact]
    public void AGroupIsSentNoRetainedMessages()
    {
        _broker.Connect("p").Publish("a/b", "old", retain: true);
        var member = _broker.Connect("m");

        member.Subscribe(Filter);

        member.ExpectNothing();
    }

    [Fact]
    public void NoLocalIsAProtocolErrorThere() // MQTT-3.8.3-4
    {
        var client = _broker.Connect("c");

        client.Send(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = Filter, NoLocal = true }] });

        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void SubscribingAgainChangesTheTermsAndNotTheNumberOfMembers()
    {
        var first = _broker.Connect("1");
        first.Subscribe(Filter);
        first.Subscribe(Filter, QoS.AtLeastOnce);
        var second = _broker.Connect("2");
        second.Subscribe(Filter);
        var publisher = _broker.Connect("p");

        for (var i = 0; i < 4; i++) publisher.Publish("a/b", $"{i}", QoS.AtLeastOnce);
        Assert.Equal([QoS.AtLeastOnce, QoS.AtLeastOnce], first.TakeAll().Cast<Publish>().Select(copy => copy.QoS));
        Assert.Equal(2, second.TakeAll().Count);

        Unsubscribe(first, Filter, ReasonCode.Success);
        Unsubscribe(first, Filter, ReasonCode.NoSubscriptionExisted);
        for (var i = 0; i < 2; i++) publisher.Publish("a/b", $"{i}", QoS.AtLeastOnce);
        first.ExpectNothing();
        Assert.Equal(2, second.TakeAll().Count);
    }

    [Fact]
    public void AGroupEndsWithItsLastMember()
    {
        var members = Members(2);
        var publisher = _broker.Connect("p");
        Unsubscribe(members[0], Filter, ReasonCode.Success);
        members[1].Break();

        publisher.Publish("a/b", "1", QoS.AtLeastOnce);

        Assert.Equal(ReasonCode.NoMatchingSubscribers, publisher.Expect<PubAck>().ReasonCode);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ItCanBeTurnedOff(ProtocolVersion version)
    {
        var broker = new TestBroker(new() { SharedSubscriptionAvailable = false });
        var client = broker.Connect(out var connAck, "c", version);

        client.Send(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "a" }, new() { TopicFilter = Filter }] });

        if (version >= ProtocolVersion.V5)
        {
            Assert.False(connAck.Properties!.SharedSubscriptionAvailable);
            client.ExpectClosed(ReasonCode.SharedSubscriptionsNotSupported);
            return;
        }

        Assert.Equal([ReasonCode.GrantedQoS0, ReasonCode.UnspecifiedError], client.Expect<SubAck>().ReasonCodes);
    }

    [Fact]
    public void ItIsAnnouncedOnlyWhenItIsOff()
    {
        _broker.Connect(out var connAck, "c");

        Assert.Null(connAck.Properties!.SharedSubscriptionAvailable);
    }

    [Theory]
    [InlineData("$share/g")]
    [InlineData("$share/g/")]
    [InlineData("$share//a")]
    [InlineData("$share/+/a")]
    public void AFormThatIsWrongIsRefusedIn311Too(string filter)
    {
        var client = _broker.Connect("c", ProtocolVersion.V311);

        Assert.Equal([ReasonCode.UnspecifiedError], client.Subscribe(filter).ReasonCodes);
    }

    [Fact]
    public void ItCountsAsASubscription()
    {
        var client = new TestBroker(new() { SubscriptionsPerSession = 2 }).Connect("c");

        client.Subscribe("a");
        Assert.Equal([ReasonCode.GrantedQoS0], client.Subscribe(Filter).ReasonCodes);
        Assert.Equal([ReasonCode.QuotaExceeded], client.Subscribe("$share/h/a").ReasonCodes);
        Assert.Equal([ReasonCode.GrantedQoS1], client.Subscribe(Filter, QoS.AtLeastOnce).ReasonCodes);
    }

    [Fact]
    public void AnEmptyFirstLevelAndDollarTopicsMeanWhatTheyMeanElsewhere() // MQTT-4.7.2-1
    {
        var client = _broker.Connect("c");
        client.Subscribe("$share/g//finance");
        client.Subscribe("$share/g/#");
        var publisher = _broker.Connect("p");

        publisher.Publish("/finance", "1");
        publisher.Publish("$x/y", "2");

        client.ExpectMessage("1");
        client.ExpectMessage("1");
        client.ExpectNothing();
    }

    private TestClient[] Members(int count, QoS qos = QoS.ExactlyOnce, ProtocolVersion version = ProtocolVersion.V5) =>
        [.. Enumerable.Range(0, count).Select(i =>
        {
            var member = _broker.Connect($"m{i}", version);
            member.Subscribe(Filter, qos);
            return member;
        })];

    private static void Unsubscribe(TestClient client, string filter, ReasonCode expected)
    {
        client.Send(new Unsubscribe { PacketId = 9, TopicFilters = [filter] });
        Assert.Equal([expected], client.Expect<UnsubAck>().ReasonCodes);
    }
}
