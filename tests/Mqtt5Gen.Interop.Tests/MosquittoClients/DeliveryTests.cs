using System.Security.Cryptography;
using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

/// <summary>How messages reach mosquitto_sub from mosquitto_pub.</summary>
public abstract class DeliveryTests(IBroker broker)
{
    private const string End = "end";

    public static MatrixTheoryData<int, PeerVersion, PeerVersion> QoSAndVersions { get; } =
        new([0, 1, 2], [PeerVersion.V311, PeerVersion.V5], [PeerVersion.V311, PeerVersion.V5]);

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(QoSAndVersions))]
    public async Task AThousandMessagesArriveInOrderEachOnce(int qos, PeerVersion publisher, PeerVersion subscriber)
    {
        var topic = Topics.New();
        var sent = Enumerable.Range(1, 1000).Select(number => $"{number}").ToList();
        await using var sub = await MosquittoSub.StartAsync(broker, subscriber, "-t", topic, "-q", $"{qos}");

        await MosquittoPub.SendLinesAsync(broker, publisher, topic, qos, [.. sent, End]);

        var received = await sub.ReceiveUntilAsync(End);
        Assert.Equal(sent, received.Select(message => message.Payload));
        Assert.All(received, message => Assert.Equal((topic, qos, false), (message.Topic, message.QoS, message.Retain)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(2, 0, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(0, 2, 0)]
    public async Task TheLowerQoSOfPublisherAndSubscriptionHolds(int published, int subscribed, int expected)
    {
        var topic = Topics.New();
        await using var sub = await MosquittoSub.StartAsync(broker, PeerVersion.V5, "-t", topic, "-q", $"{subscribed}");

        await MosquittoPub.SendAsync(broker, PeerVersion.V5, topic, "m", "-q", $"{published}");

        Assert.Equal(expected, (await sub.ReceiveAsync()).QoS);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("a/+", "a/b a/")]
    [InlineData("+/b", "a/b")]
    [InlineData("a/#", "a a/b a/b/c a/")]
    [InlineData("#", "a a/b a/b/c a/ x/y/z")]
    [InlineData("+/+/+", "a/b/c x/y/z")]
    [InlineData("a/+/c", "a/b/c")]
    public async Task AWildcardMatchesTheTopicsItNames(string filter, string matches)
    {
        var root = Topics.New();
        await using var sub = await MosquittoSub.StartAsync(broker, PeerVersion.V5, "-t", $"{root}/{filter}", "-t", $"{root}-end");

        foreach (var topic in (string[])["a", "a/b", "a/b/c", "a/", "x/y/z"])
        {
            await MosquittoPub.SendAsync(broker, PeerVersion.V311, $"{root}/{topic}", "m", "-q", "1");
        }

        await MosquittoPub.SendAsync(broker, PeerVersion.V311, $"{root}-end", End, "-q", "1");
        var received = await sub.ReceiveUntilAsync(End);
        Assert.Equal(matches.Split(' '), received.Select(message => message.Topic[(root.Length + 1)..]));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("#")]
    [InlineData("+/#")]
    public async Task ALeadingWildcardDoesNotMatchDollarTopics(string filter)
    {
        var topic = Topics.New();
        await using var sub = await MosquittoSub.StartAsync(broker, PeerVersion.V5, "-t", filter, "-q", "1");

        // QoS 0: a broker may refuse such a topic name from a client, and that is not asked here.
        await MosquittoPub.SendAsync(broker, PeerVersion.V5, $"${topic}", "hidden");
        await MosquittoPub.SendAsync(broker, PeerVersion.V5, topic, End, "-q", "1");

        var received = await sub.ReceiveUntilAsync(End);
        Assert.DoesNotContain(received, message => message.Topic.StartsWith('$'));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(PeerVersion.V5, PeerVersion.V311)]
    [InlineData(PeerVersion.V311, PeerVersion.V5)]
    public async Task ALargePayloadArrivesWhole(PeerVersion publisher, PeerVersion subscriber)
    {
        var topic = Topics.New();
        var payload = RandomNumberGenerator.GetHexString(256 * 1024);
        await using var sub = await MosquittoSub.StartAsync(broker, subscriber, "-t", topic, "-q", "1");

        await MosquittoPub.SendTextAsync(broker, publisher, topic, 1, payload);

        Assert.True(payload == (await sub.ReceiveAsync()).Payload, "the payload differs");
    }

    [Fact(Timeout = 60_000)]
    public async Task PropertiesAreForwarded()
    {
        var topic = Topics.New();
        await using var sub = await MosquittoSub.StartAsync(broker, PeerVersion.V5, "-t", topic, "-D", "subscribe", "subscription-identifier", "7");

        await MosquittoPub.SendAsync(broker, PeerVersion.V5, topic, "m",
            "-D", "publish", "content-type", "text/plain", "-D", "publish", "response-topic", "answers/here",
            "-D", "publish", "correlation-data", "c-1", "-D", "publish", "payload-format-indicator", "1",
            "-D", "publish", "message-expiry-interval", "3600",
            "-D", "publish", "user-property", "b", "1", "-D", "publish", "user-property", "a", "2", "-D", "publish", "user-property", "b", "3");

        var message = await sub.ReceiveAsync();
        Assert.Equal("text/plain", message.ContentType);
        Assert.Equal("answers/here", message.ResponseTopic);
        Assert.Equal("c-1", message.CorrelationData);
        Assert.Equal("1", message.PayloadFormat);
        Assert.InRange(int.Parse(message.MessageExpiry), 3590, 3600);
        Assert.Equal("7", message.SubscriptionIdentifiers);
        Assert.Equal("b:1 a:2 b:3", message.UserProperties);
    }

    [Fact(Timeout = 60_000)]
    public async Task AMessageWithPropertiesReachesASubscriberOfTheOlderVersion()
    {
        var topic = Topics.New();
        await using var sub = await MosquittoSub.StartAsync(broker, PeerVersion.V311, "-t", topic);

        await MosquittoPub.SendAsync(broker, PeerVersion.V5, topic, "m", "-D", "publish", "content-type", "text/plain");

        Assert.Equal(new Received(topic, 0, false, "m"), await sub.ReceiveAsync());
    }
}
