using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

/// <summary>What a session is, seen from mosquitto_sub: it ends, it is taken over, it is resumed, it leaves a will.</summary>
public abstract class SessionTests(IBroker broker)
{
    private const string End = "end";

    public static TheoryData<PeerVersion> Versions { get; } = [PeerVersion.V311, PeerVersion.V5];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task AWillIsPublishedWhenTheClientIsKilled(PeerVersion version)
    {
        var topic = Topics.New();
        await using var witness = await MosquittoSub.StartAsync(broker, version, "-t", topic, "-q", "2");
        await using var dying = await MosquittoSub.StartAsync(
            broker, version, "-t", Topics.New(), "--will-topic", topic, "--will-payload", "gone", "--will-qos", "2");

        await dying.KillAsync();

        Assert.Equal(new Received(topic, 2, false, "gone"), await witness.ReceiveAsync());
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task ARetainedWillIsRetained(PeerVersion version)
    {
        var topic = Topics.New();
        await using var witness = await MosquittoSub.StartAsync(broker, version, "-t", topic, "-q", "1");
        await using var dying = await MosquittoSub.StartAsync(
            broker, version, "-t", Topics.New(), "--will-topic", topic, "--will-payload", "gone", "--will-qos", "1", "--will-retain");
        await dying.KillAsync();
        await witness.ReceiveAsync();

        await using var later = await MosquittoSub.StartAsync(broker, version, "-t", topic, "-q", "1");

        Assert.Equal(new Received(topic, 1, true, "gone"), await later.ReceiveAsync());
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task NoWillIsPublishedAfterANormalDisconnect(PeerVersion version)
    {
        var topic = Topics.New();
        await using var witness = await MosquittoSub.StartAsync(broker, version, "-t", topic, "-q", "1");

        await MosquittoSub.VisitAsync(broker, version, "-t", Topics.New(), "--will-topic", topic, "--will-payload", "gone", "--will-qos", "1");

        await MosquittoPub.SendAsync(broker, version, topic, End, "-q", "1");
        Assert.Empty(await witness.ReceiveUntilAsync(End));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task ASecondClientWithTheSameIdEndsTheFirst(PeerVersion version)
    {
        var id = Guid.NewGuid().ToString("N");
        await using var first = await MosquittoSub.StartAsync(broker, version, "-i", id, "-t", Topics.New());

        await MosquittoSub.VisitAsync(broker, version, "-i", id, "-t", Topics.New());

        await first.LogAsync("sending CONNECT"); // It lost its connection, and mosquitto_sub always tries again.
    }

    [Theory(Timeout = 60_000)]
    [InlineData(PeerVersion.V311, 1)]
    [InlineData(PeerVersion.V311, 2)]
    [InlineData(PeerVersion.V5, 1)]
    [InlineData(PeerVersion.V5, 2)]
    public async Task MessagesForASessionThatIsAwayAreDeliveredOnReturn(PeerVersion version, int qos)
    {
        var topic = Topics.New();
        var sent = Enumerable.Range(1, 100).Select(number => $"{number}").ToList();
        string[] session = [.. Persistent(version), "-t", topic, "-q", $"{qos}"];
        await MosquittoSub.VisitAsync(broker, version, session);

        await MosquittoPub.SendLinesAsync(broker, version, topic, qos, [.. sent, End]);

        await using var returned = await MosquittoSub.StartAsync(broker, version, session);
        var received = await returned.ReceiveUntilAsync(End);
        Assert.Equal(sent, received.Select(message => message.Payload));
        Assert.All(received, message => Assert.Equal(qos, message.QoS));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task MessagesForASessionThatEndedAreGone(PeerVersion version)
    {
        var topic = Topics.New();
        string[] session = ["-i", Guid.NewGuid().ToString("N"), "-t", topic, "-q", "1"];
        await MosquittoSub.VisitAsync(broker, version, session);
        await MosquittoPub.SendAsync(broker, version, topic, "lost", "-q", "1");

        await using var returned = await MosquittoSub.StartAsync(broker, version, session);

        await MosquittoPub.SendAsync(broker, version, topic, End, "-q", "1");
        Assert.Empty(await returned.ReceiveUntilAsync(End));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task AnUnsubscribedTopicIsNotReceived(PeerVersion version)
    {
        var (topic, other) = (Topics.New(), Topics.New());
        var session = Persistent(version);
        await MosquittoSub.VisitAsync(broker, version, [.. session, "-t", topic, "-q", "1"]);

        await using var sub = await MosquittoSub.StartAsync(broker, version, [.. session, "-t", other, "-U", topic, "-q", "1"]);
        await sub.LogAsync("received UNSUBACK");

        await MosquittoPub.SendAsync(broker, version, topic, "unwanted", "-q", "1");
        await MosquittoPub.SendAsync(broker, version, other, End, "-q", "1");
        Assert.Empty(await sub.ReceiveUntilAsync(End));
    }

    [Fact(Timeout = 60_000)]
    public async Task AClientWithoutAnIdIsAssignedOne()
    {
        var log = await MosquittoPub.RunAsync(broker, PeerVersion.V5, "-t", Topics.New(), "-m", "m", "-q", "1");

        var accepted = Assert.Single(log, line => line.EndsWith("received CONNACK (0)", StringComparison.Ordinal));
        Assert.DoesNotContain("(null)", accepted);
    }

    [Fact(Timeout = 60_000)]
    public async Task AClientOfTheOlderVersionWithoutAnIdIsAccepted()
    {
        var log = await MosquittoPub.RunAsync(broker, PeerVersion.V311, "-t", Topics.New(), "-m", "m", "-q", "1");

        Assert.Contains("Client (null) received CONNACK (0)", log);
    }

    private static string[] Persistent(PeerVersion version)
    {
        string[] session = ["-i", Guid.NewGuid().ToString("N"), "-c"];
        return version is PeerVersion.V5 ? [.. session, "-x", "60"] : session;
    }
}
