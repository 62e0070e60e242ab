using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class CrossVersionTests
{
    private readonly TestBroker _broker = new();

    public static MatrixTheoryData<ProtocolVersion, ProtocolVersion, QoS> Pairs => new(
        [ProtocolVersion.V311, ProtocolVersion.V5],
        [ProtocolVersion.V311, ProtocolVersion.V5],
        [QoS.AtMostOnce, QoS.AtLeastOnce, QoS.ExactlyOnce]);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void EveryVersionReachesEveryVersion(ProtocolVersion from, ProtocolVersion to, QoS qos)
    {
        var one = _broker.Connect("one", to);
        one.Subscribe("a/#", qos);
        var publisher = _broker.Connect("p", from);

        publisher.Publish("a/b", "single", qos);
        var two = _broker.Connect("two", to);
        two.Subscribe("a/#", qos);
        publisher.Publish("a/b", "shared", qos);
        publisher.Publish("a/c", "kept", qos, retain: true);
        var three = _broker.Connect("three", to);
        three.Subscribe("a/#", qos);

        Expect(one, "a/b", "single", qos);
        Expect(one, "a/b", "shared", qos);
        Expect(two, "a/b", "shared", qos);
        Expect(one, "a/c", "kept", qos);
        Expect(two, "a/c", "kept", qos);
        Expect(three, "a/c", "kept", qos, retain: true);
    }

    [Fact]
    public void AMixedAudienceGetsEachItsOwnForm()
    {
        var properties = new PublishProperties { ContentType = "text" };
        var audience = new[] { ProtocolVersion.V5, ProtocolVersion.V311, ProtocolVersion.V5, ProtocolVersion.V311 }
            .Select((version, i) => _broker.Connect($"s{i}", version)).ToArray();
        for (var i = 0; i < audience.Length; i++) audience[i].Subscribe("a", (QoS)(i % 3));

        _broker.Connect("p").Publish("a", "1", QoS.ExactlyOnce, properties: properties);

        for (var i = 0; i < audience.Length; i++)
        {
            var publish = audience[i].ExpectMessage("1");
            Assert.Equal((QoS)(i % 3), publish.QoS);
            Assert.Equal(audience[i].Version is ProtocolVersion.V5 ? properties : null, publish.Properties);
        }
    }

    private static void Expect(TestClient client, string topic, string payload, QoS qos, bool retain = false)
    {
        var publish = client.ExpectMessage(payload);
        Assert.Equal(topic, publish.TopicName.ToString());
        Assert.Equal(qos, publish.QoS);
        Assert.Equal(retain, publish.Retain);
        Assert.Null(publish.Properties);
    }
}
