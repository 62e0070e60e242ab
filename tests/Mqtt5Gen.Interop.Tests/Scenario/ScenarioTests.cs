using System.Security.Cryptography;
using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>The same scenario for the clients of others, against our server.</summary>
public sealed class ScenarioTests(Mqtt5GenServer broker) : IClassFixture<Mqtt5GenServer>
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly Peer[] All = Enum.GetValues<Peer>();
    private static readonly PeerVersion[] Versions = Enum.GetValues<PeerVersion>();

    public static TheoryData<Peer> Peers { get; } = [.. All];

    public static MatrixTheoryData<Peer, PeerVersion> PeersAndVersions { get; } = new(All, Versions);

    public static MatrixTheoryData<Peer, PeerVersion, int> PeersVersionsAndQoS { get; } = new(All, Versions, [0, 1, 2]);

    [Theory(Timeout = 120_000), MemberData(nameof(PeersVersionsAndQoS))]
    public async Task MessagesArriveInOrderAtTheirQoS(Peer peer, PeerVersion version, int qos)
    {
        var topic = Topics.New();
        await using var client = await peer.ConnectAsync(broker, new(version, new PeerFilter(topic, qos)));
        for (var number = 0; number < 5; number++) await client.PublishAsync(new(topic, $"{number}", qos));
        for (var number = 0; number < 5; number++) AssertSame(new(topic, $"{number}", qos), await client.ReceiveAsync());
    }

    [Theory(Timeout = 120_000), MemberData(nameof(PeersAndVersions))]
    public async Task ARetainedMessageReachesALaterSubscriber(Peer peer, PeerVersion version)
    {
        var topic = Topics.New();
        await using var publisher = await peer.ConnectAsync(broker, new(version));
        await publisher.PublishAsync(new(topic, "kept", Retain: true));
        await using var subscriber = await peer.ConnectAsync(broker, new(version, new PeerFilter(topic)));
        AssertSame(new(topic, "kept", Retain: true), await subscriber.ReceiveAsync());
    }

    [Theory(Timeout = 120_000), MemberData(nameof(PeersAndVersions))]
    public async Task TheWillOfAClientThatIsGoneIsPublished(Peer peer, PeerVersion version)
    {
        var topic = Topics.New();
        await using var witness = await peer.ConnectAsync(broker, new(version, new PeerFilter(topic)));
        await using var dying = await peer.ConnectAsync(broker, new(version) { Will = new(topic, "gone") });
        await dying.KillAsync();
        AssertSame(new(topic, "gone"), await witness.ReceiveAsync());
    }

    [Theory(Timeout = 120_000), MemberData(nameof(Peers))]
    public async Task ASharedSubscriptionSpreadsTheMessages(Peer peer)
    {
        var (topic, end) = (Topics.New(), Topics.New());
        PeerOptions member = new(PeerVersion.V5, new PeerFilter($"$share/group/{topic}/#"), new PeerFilter(end));
        await using var one = await peer.ConnectAsync(broker, member with { ClientId = "one" + topic[^8..] });
        await using var other = await peer.ConnectAsync(broker, member with { ClientId = "other" + topic[^8..] });
        await one.PublishToManyAsync(topic, 100);
        await one.PublishAsync(new(end, "end"));

        var (ofOne, ofOther) = (await ReceiveUntilAsync(one, end), await ReceiveUntilAsync(other, end));
        Assert.NotEmpty(ofOne);
        Assert.NotEmpty(ofOther);
        Assert.Equal(Enumerable.Range(0, 100), ofOne.Concat(ofOther).Select(message => int.Parse(message.Payload)).Order());
    }

    [Theory(Timeout = 120_000), MemberData(nameof(PeersAndVersions))]
    public async Task APayloadOfAMebibyteArrivesWhole(Peer peer, PeerVersion version)
    {
        var topic = Topics.New();
        var payload = RandomNumberGenerator.GetHexString(Mebibyte);
        await using var client = await peer.ConnectAsync(broker, new(version, new PeerFilter(topic)));
        await client.PublishAsync(new(topic, payload));
        Assert.True(payload == (await client.ReceiveAsync()).Payload, "the payload differs");
    }

    [Theory(Timeout = 120_000), MemberData(nameof(Peers))]
    public async Task MessagesOnTenThousandTopicsArrive(Peer peer)
    {
        const int count = 10_000;
        var prefix = Topics.New();
        await using var subscriber = await peer.ConnectAsync(broker, new(PeerVersion.V5, new PeerFilter(prefix + "/#")));
        await using var publisher = await peer.ConnectAsync(broker, new(PeerVersion.V5));
        await publisher.PublishToManyAsync(prefix, count);

        var topics = new HashSet<string>();
        for (var number = 0; number < count; number++)
        {
            var message = await subscriber.ReceiveAsync();
            Assert.Equal($"{prefix}/{message.Payload}", message.Topic);
            Assert.True(topics.Add(message.Topic), $"{message.Topic} came twice");
        }
    }

    [Theory(Timeout = 120_000), MemberData(nameof(PeersAndVersions))]
    public async Task ASessionIsResumedWithItsMessages(Peer peer, PeerVersion version)
    {
        var topic = Topics.New();
        PeerOptions lasting = new(version, new PeerFilter(topic)) { Clean = false };
        await using var publisher = await peer.ConnectAsync(broker, new(version));
        await using (var first = await peer.ConnectAsync(broker, lasting)) await first.KillAsync();

        for (var number = 0; number < 10; number++) await publisher.PublishAsync(new(topic, $"{number}"));
        await using var second = await peer.ConnectAsync(broker, lasting);
        for (var number = 0; number < 10; number++) Assert.Equal($"{number}", (await second.ReceiveAsync()).Payload);
    }

    [Theory(Timeout = 120_000), MemberData(nameof(Peers))]
    public async Task PropertiesArrive(Peer peer)
    {
        var topic = Topics.New();
        await using var client = await peer.ConnectAsync(broker, new(PeerVersion.V5, new PeerFilter(topic)));
        PeerMessage sent = new(topic, "text") { ContentType = "text/plain", UserProperties = [["b", "1"], ["a", "2"]] };
        await client.PublishAsync(sent);
        AssertSame(sent, await client.ReceiveAsync());
    }

    private static async Task<List<PeerMessage>> ReceiveUntilAsync(IPeerClient client, string end)
    {
        var messages = new List<PeerMessage>();
        for (var message = await client.ReceiveAsync(); message.Topic != end; message = await client.ReceiveAsync()) messages.Add(message);
        return messages;
    }

    private static void AssertSame(PeerMessage expected, PeerMessage actual)
    {
        Assert.Equal(expected with { UserProperties = [] }, actual with { UserProperties = [] });
        Assert.Equal(expected.UserProperties, actual.UserProperties);
    }
}
