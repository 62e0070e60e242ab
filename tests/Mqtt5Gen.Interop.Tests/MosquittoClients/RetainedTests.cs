using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

/// <summary>Retained messages, from mosquitto_pub to mosquitto_sub.</summary>
public abstract class RetainedTests(IBroker broker)
{
    private const string End = "end";

    public static MatrixTheoryData<PeerVersion, PeerVersion> Versions { get; } =
        new([PeerVersion.V311, PeerVersion.V5], [PeerVersion.V311, PeerVersion.V5]);

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task TheLastRetainedMessageReachesALaterSubscriber(PeerVersion publisher, PeerVersion subscriber)
    {
        var topic = Topics.New();
        await MosquittoPub.SendAsync(broker, publisher, topic, "old", "-r", "-q", "1");
        await MosquittoPub.SendAsync(broker, publisher, topic, "new", "-r", "-q", "1");

        await using var sub = await MosquittoSub.StartAsync(broker, subscriber, "-t", topic, "-q", "1");

        Assert.Equal(new Received(topic, 1, true, "new"), await sub.ReceiveAsync());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("+")]
    [InlineData("#")]
    public async Task AWildcardSubscriptionReceivesEveryRetainedMessageBelowIt(string wildcard)
    {
        var root = Topics.New();
        string[] topics = [$"{root}/a", $"{root}/b", $"{root}/c"];
        foreach (var topic in topics) await MosquittoPub.SendAsync(broker, PeerVersion.V5, topic, "m", "-r", "-q", "1");

        await using var sub = await MosquittoSub.StartAsync(broker, PeerVersion.V311, "-t", $"{root}/{wildcard}", "-q", "1");

        var received = await sub.ReceiveAsync(topics.Length);
        Assert.Equal(topics, received.Select(message => message.Topic).Order(StringComparer.Ordinal));
        Assert.All(received, message => Assert.True(message.Retain));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task AnEmptyRetainedMessageClears(PeerVersion publisher, PeerVersion subscriber)
    {
        var topic = Topics.New();
        await MosquittoPub.SendAsync(broker, publisher, topic, "m", "-r", "-q", "1");
        await MosquittoPub.RunAsync(broker, publisher, "-t", topic, "-n", "-r", "-q", "1");

        await using var sub = await MosquittoSub.StartAsync(broker, subscriber, "-t", topic, "-q", "1");

        await MosquittoPub.SendAsync(broker, publisher, topic, End, "-q", "1");
        Assert.Empty(await sub.ReceiveUntilAsync(End));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task AnEstablishedSubscriptionReceivesItAsAnOrdinaryMessage(PeerVersion publisher, PeerVersion subscriber)
    {
        var topic = Topics.New();
        await using var sub = await MosquittoSub.StartAsync(broker, subscriber, "-t", topic, "-q", "1");

        await MosquittoPub.SendAsync(broker, publisher, topic, "m", "-r", "-q", "1");

        Assert.Equal(new Received(topic, 1, false, "m"), await sub.ReceiveAsync());
    }
}
