using System.Security.Cryptography;
using System.Text;
using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Interop.Tests.MosquittoClients;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Interop.Tests.OurClient;

/// <summary>Our client against a broker, with mosquitto_pub and mosquitto_sub at the other end where that says more.</summary>
public abstract class OurClientTests(IBroker broker)
{
    private const string End = "end";

    public static MatrixTheoryData<QoS, PeerVersion> QoSAndVersion { get; } =
        new([QoS.AtMostOnce, QoS.AtLeastOnce, QoS.ExactlyOnce], [PeerVersion.V311, PeerVersion.V5]);

    public static TheoryData<PeerVersion> Versions { get; } = [PeerVersion.V311, PeerVersion.V5];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(QoSAndVersion))]
    public async Task AThousandMessagesArriveInOrderEachOnce(QoS qos, PeerVersion version)
    {
        var topic = Topics.New();
        var sent = Enumerable.Range(1, 1000).Select(number => $"{number}").ToList();
        await using var subscriber = await ConnectAsync(version);
        await using var publisher = await ConnectAsync(version);
        await using var subscription = await subscriber.SubscribeAsync(topic, qos, Cancelled);

        foreach (var payload in sent) await publisher.PublishAsync(topic, Bytes(payload), qos, retain: false, Cancelled);
        await publisher.PublishAsync(topic, Bytes(End), qos, retain: false, Cancelled);

        var received = await ReceiveUntilAsync(subscription, End);
        Assert.Equal(sent, received.Select(Text));
        Assert.All(received, message => Assert.Equal((topic, qos, false), (message.Topic, message.QoS, message.Retain)));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(QoSAndVersion))]
    public async Task AThousandMessagesReachMosquittoSub(QoS qos, PeerVersion version)
    {
        var topic = Topics.New();
        var sent = Enumerable.Range(1, 1000).Select(number => $"{number}").ToList();
        await using var sub = await MosquittoSub.StartAsync(broker, version, "-t", topic, "-q", $"{(int)qos}");
        await using var publisher = await ConnectAsync(version);

        foreach (var payload in sent) await publisher.PublishAsync(topic, Bytes(payload), qos, retain: false, Cancelled);
        await publisher.PublishAsync(topic, Bytes(End), qos, retain: false, Cancelled);

        var received = await sub.ReceiveUntilAsync(End);
        Assert.Equal(sent, received.Select(message => message.Payload));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(QoSAndVersion))]
    public async Task AThousandMessagesOfMosquittoPubArrive(QoS qos, PeerVersion version)
    {
        var topic = Topics.New();
        var sent = Enumerable.Range(1, 1000).Select(number => $"{number}").ToList();
        await using var subscriber = await ConnectAsync(version);
        await using var subscription = await subscriber.SubscribeAsync(topic, qos, Cancelled);

        await MosquittoPub.SendLinesAsync(broker, version, topic, (int)qos, [.. sent, End]);

        Assert.Equal(sent, (await ReceiveUntilAsync(subscription, End)).Select(Text));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public async Task ASlowReaderThatBearsWithMoreThanItsReceiveMaximumKeepsItsConnection(QoS qos)
    {
        var topic = Topics.New();
        await using var subscriber = await ConnectAsync(new MqttClientOptions { ReceiveMaximum = 5, EnforcesReceiveMaximum = false, Reconnect = MqttReconnect.Never });
        await using var publisher = await ConnectAsync(PeerVersion.V5);
        await using var subscription = await subscriber.SubscribeAsync(topic, qos, Cancelled);

        await Task.WhenAll(Enumerable.Range(1, 500).Select(number => publisher.PublishAsync(topic, Bytes($"{number}"), qos, retain: false, Cancelled)));
        await publisher.PublishAsync(topic, Bytes(End), qos, retain: false, Cancelled);

        Assert.Equal(Enumerable.Range(1, 500).Select(number => $"{number}"), (await ReceiveUntilAsync(subscription, End)).Select(Text));
        Assert.Equal(MqttConnectionState.Connected, subscriber.Connection.State);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(QoSAndVersion))]
    public async Task ASubscriptionIsGrantedTheQoSItAsksFor(QoS qos, PeerVersion version)
    {
        await using var client = await ConnectAsync(version);
        await using var subscription = await client.SubscribeAsync(Topics.New(), qos, Cancelled);

        Assert.Equal((ReasonCode)(byte)qos, Assert.Single(subscription.ReasonCodes));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task ARetainedMessageIsSetReceivedAndCleared(PeerVersion version)
    {
        var topic = Topics.New();
        await using var publisher = await ConnectAsync(version);
        await publisher.PublishAsync(topic, Bytes("kept"), QoS.AtLeastOnce, retain: true, Cancelled);
        await using var first = await ConnectAsync(version);
        await using var set = await first.SubscribeAsync(topic, QoS.AtLeastOnce, Cancelled);
        var kept = await ReceiveAsync(set);

        await publisher.PublishAsync(topic, Array.Empty<byte>(), QoS.AtLeastOnce, retain: true, Cancelled);
        await using var second = await ConnectAsync(version);
        await using var cleared = await second.SubscribeAsync(topic, QoS.AtLeastOnce, Cancelled);
        await publisher.PublishAsync(topic, Bytes(End), QoS.AtLeastOnce, retain: false, Cancelled);

        Assert.Equal(("kept", true), (Text(kept), kept.Retain));
        Assert.Empty(await ReceiveUntilAsync(cleared, End));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("a/+", "a/b")]
    [InlineData("a/#", "a a/b a/b/c")]
    public async Task AWildcardMatchesTheTopicsItNames(string filter, string matches)
    {
        var root = Topics.New();
        await using var client = await ConnectAsync(PeerVersion.V5);
        await using var subscription = await client.SubscribeAsync($"{root}/{filter}", QoS.AtLeastOnce, Cancelled);

        foreach (var topic in (string[])["a", "a/b", "a/b/c", "x"])
        {
            await client.PublishAsync($"{root}/{topic}", Bytes("m"), QoS.AtLeastOnce, retain: false, Cancelled);
        }

        await client.PublishAsync($"{root}/a/b", Bytes(End), QoS.AtLeastOnce, retain: false, Cancelled);
        var received = await ReceiveUntilAsync(subscription, End);
        Assert.Equal(matches.Split(' '), received.Select(message => message.Topic[(root.Length + 1)..]));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task AnUnsubscribedTopicIsNotReceived(PeerVersion version)
    {
        var (topic, other) = (Topics.New(), Topics.New());
        await using var client = await ConnectAsync(version);
        await using var unwanted = await client.SubscribeAsync(topic, QoS.AtLeastOnce, Cancelled);
        await using var wanted = await client.SubscribeAsync(other, QoS.AtLeastOnce, Cancelled);

        await client.UnsubscribeAsync(topic, Cancelled);
        var result = await client.PublishAsync(topic, Bytes("m"), QoS.AtLeastOnce, retain: false, Cancelled);
        await client.PublishAsync(other, Bytes(End), QoS.AtLeastOnce, retain: false, Cancelled);

        Assert.Empty(await ReceiveUntilAsync(wanted, End));
        Assert.Equal(version is PeerVersion.V5 ? ReasonCode.NoMatchingSubscribers : ReasonCode.Success, result.ReasonCode);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task ALargePayloadArrivesWhole(PeerVersion version)
    {
        var topic = Topics.New();
        var payload = RandomNumberGenerator.GetBytes(256 * 1024);
        await using var client = await ConnectAsync(version);
        await using var subscription = await client.SubscribeAsync(topic, QoS.ExactlyOnce, Cancelled);

        await client.PublishAsync(topic, payload, QoS.ExactlyOnce, retain: false, Cancelled);

        Assert.True((await ReceiveAsync(subscription)).Payload.Span.SequenceEqual(payload), "the payload differs");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task AWillIsPublishedWhenTheSessionIsTakenOver(PeerVersion version)
    {
        var topic = Topics.New();
        var id = Guid.NewGuid().ToString("N");
        await using var witness = await MosquittoSub.StartAsync(broker, version, "-t", topic, "-q", "1");
        await using var first = await ConnectAsync(Options(version) with { ClientId = id, Will = Will(topic) });

        await MosquittoSub.VisitAsync(broker, version, "-i", id, "-t", Topics.New());

        Assert.Equal(new Received(topic, 1, false, "gone"), await witness.ReceiveAsync());
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task NoWillIsPublishedAfterADisconnect(PeerVersion version)
    {
        var topic = Topics.New();
        await using var witness = await MosquittoSub.StartAsync(broker, version, "-t", topic, "-q", "1");
        await using var leaving = await ConnectAsync(Options(version) with { Will = Will(topic) });

        await leaving.DisconnectAsync(Cancelled);

        await MosquittoPub.SendAsync(broker, version, topic, End, "-q", "1");
        Assert.Empty(await witness.ReceiveUntilAsync(End));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task ASessionIsResumedWithItsMessages(PeerVersion version)
    {
        var topic = Topics.New();
        var sent = Enumerable.Range(1, 100).Select(number => $"{number}").ToList();
        var session = Options(version) with { ClientId = Guid.NewGuid().ToString("N"), CleanStart = false, SessionExpiryInterval = 60 };
        await using (var before = await ConnectAsync(session))
        {
            await before.SubscribeAsync(topic, QoS.ExactlyOnce, Cancelled);
            await before.DisconnectAsync(Cancelled);
        }

        await MosquittoPub.SendLinesAsync(broker, version, topic, 2, [.. sent, End]);

        await using var after = await ConnectAsync(session);
        Assert.Equal(sent, (await ReceiveUntilAsync(after.Messages, End)).Select(Text));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static MqttClientOptions Options(PeerVersion version) => new()
    {
        ClientId = "",
        Version = version is PeerVersion.V5 ? ProtocolVersion.V5 : ProtocolVersion.V311,
        CleanStart = true,
        KeepAlive = TimeSpan.FromSeconds(30),
        SubscriptionCapacity = 2000, // at QoS 0 a subscription that is not read drops what is beyond it
    };

    private static MqttWill Will(string topic) => new() { Topic = topic, Payload = Bytes("gone"), QoS = QoS.AtLeastOnce, Retain = false };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(MqttMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    private static async Task<MqttMessage> ReceiveAsync(MqttSubscription subscription)
    {
        await foreach (var message in subscription.WithCancellation(Cancelled)) return message;

        throw new InvalidOperationException("the subscription ended");
    }

    private static async Task<IReadOnlyList<MqttMessage>> ReceiveUntilAsync(IAsyncEnumerable<MqttMessage> subscription, string last)
    {
        var messages = new List<MqttMessage>();
        await foreach (var message in subscription.WithCancellation(Cancelled))
        {
            if (Text(message) == last) return messages;

            messages.Add(message);
        }

        throw new InvalidOperationException($"the subscription ended after {messages.Count} messages");
    }

    private Task<MqttClient> ConnectAsync(PeerVersion version) => ConnectAsync(Options(version));

    private async Task<MqttClient> ConnectAsync(MqttClientOptions options) =>
        await MqttClient.ConnectAsync($"mqtt://127.0.0.1:{broker.Port}", options, Cancelled);
}
