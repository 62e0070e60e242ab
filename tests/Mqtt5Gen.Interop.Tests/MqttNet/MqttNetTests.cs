using System.Security.Cryptography;
using System.Text;
using Mqtt5Gen.Interop.Tests.Harness;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Mqtt5Gen.Interop.Tests.MqttNet;

/// <summary>A broker as MQTTnet sees it: the answers and reason codes that command-line clients do not show.</summary>
public abstract class MqttNetTests(IBroker broker)
{
    private const string End = "end";

    public static MatrixTheoryData<int, PeerVersion> QoSAndVersion { get; } = new([0, 1, 2], [PeerVersion.V311, PeerVersion.V5]);

    public static TheoryData<PeerVersion> Versions { get; } = [PeerVersion.V311, PeerVersion.V5];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(QoSAndVersion))]
    public async Task AThousandMessagesArriveInOrderEachOnce(int qos, PeerVersion version)
    {
        var topic = Topics.New();
        var sent = Enumerable.Range(1, 1000).Select(number => $"{number}").ToList();
        await using var subscriber = await MqttNetPeer.ConnectAsync(broker, version);
        await using var publisher = await MqttNetPeer.ConnectAsync(broker, version);
        await subscriber.SubscribeAsync(topic, qos);

        foreach (var payload in sent) Assert.True((await publisher.PublishAsync(topic, payload, qos)).IsSuccess);
        await publisher.PublishAsync(topic, End, qos);

        Assert.Equal(sent, await subscriber.ReceiveUntilAsync(End));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(QoSAndVersion))]
    public async Task ASubscriptionIsGrantedTheQoSItAsksFor(int qos, PeerVersion version)
    {
        await using var peer = await MqttNetPeer.ConnectAsync(broker, version);

        var result = await peer.SubscribeAsync(Topics.New(), qos);

        Assert.Equal((MqttClientSubscribeResultCode)qos, Assert.Single(result.Items).ResultCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task ReasonCodesSayWhetherAnyoneWasThere()
    {
        var topic = Topics.New();
        await using var peer = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);

        var unheard = await peer.PublishAsync(topic, "m");
        await peer.SubscribeAsync(topic, 1);
        var heard = await peer.PublishAsync(topic, "m");
        var first = await peer.UnsubscribeAsync(topic);
        var second = await peer.UnsubscribeAsync(topic);

        Assert.Equal(MqttClientPublishReasonCode.NoMatchingSubscribers, unheard.ReasonCode);
        Assert.Equal(MqttClientPublishReasonCode.Success, heard.ReasonCode);
        Assert.Equal(MqttClientUnsubscribeResultCode.Success, Assert.Single(first.Items).ResultCode);
        Assert.Equal(MqttClientUnsubscribeResultCode.NoSubscriptionExisted, Assert.Single(second.Items).ResultCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(MqttRetainHandling.SendAtSubscribe, "kept kept")]
    [InlineData(MqttRetainHandling.SendAtSubscribeIfNewSubscriptionOnly, "kept")]
    [InlineData(MqttRetainHandling.DoNotSendOnSubscribe, "")]
    public async Task RetainHandlingDecidesWhenRetainedMessagesAreSent(MqttRetainHandling handling, string expected)
    {
        var topic = Topics.New();
        await using var peer = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);
        await peer.PublishAsync(topic, "kept", 1, message => message.WithRetainFlag());

        for (var round = 0; round < 2; round++)
        {
            await peer.SubscribeAsync(options => options.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce, retainHandling: handling));
        }

        await peer.PublishAsync(topic, End);
        Assert.Equal(expected, string.Join(' ', await peer.ReceiveUntilAsync(End)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RetainAsPublishedKeepsTheFlag(bool asPublished)
    {
        var topic = Topics.New();
        await using var peer = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);
        await peer.SubscribeAsync(options => options.WithTopicFilter(topic, retainAsPublished: asPublished));

        await peer.PublishAsync(topic, "m", 1, message => message.WithRetainFlag());

        Assert.Equal(asPublished, (await peer.ReceiveAsync()).Retain);
    }

    [Fact(Timeout = 60_000)]
    public async Task NoLocalKeepsAClientsOwnMessagesAway()
    {
        var topic = Topics.New();
        await using var peer = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);
        await using var other = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);
        await peer.SubscribeAsync(options => options.WithTopicFilter(topic, MqttQualityOfServiceLevel.AtLeastOnce, noLocal: true));

        await peer.PublishAsync(topic, "own");
        await other.PublishAsync(topic, End);

        Assert.Empty(await peer.ReceiveUntilAsync(End));
    }

    [Fact(Timeout = 60_000)]
    public async Task PropertiesAreForwarded()
    {
        var topic = Topics.New();
        await using var peer = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);
        await peer.SubscribeAsync(options => options.WithTopicFilter(topic).WithSubscriptionIdentifier(268_435_455));

        await peer.PublishAsync(topic, "m", 1, message => message
            .WithContentType("text/plain").WithResponseTopic("answers/here").WithCorrelationData([0, 1, 255])
            .WithPayloadFormatIndicator(MqttPayloadFormatIndicator.CharacterData)
            .WithUserProperty("name", Encoding.UTF8.GetBytes("value")).WithUserProperty("name", Encoding.UTF8.GetBytes("second")));

        var received = await peer.ReceiveAsync();
        Assert.Equal(("text/plain", "answers/here"), (received.ContentType, received.ResponseTopic));
        Assert.Equal([0, 1, 255], received.CorrelationData);
        Assert.Equal(MqttPayloadFormatIndicator.CharacterData, received.PayloadFormatIndicator);
        Assert.Equal(["name=value", "name=second"], received.UserProperties.Select(property => $"{property.Name}={property.ReadValueAsString()}"));
        Assert.Equal([268_435_455u], received.SubscriptionIdentifiers);
    }

    [Fact(Timeout = 60_000)]
    public async Task ATopicAliasStandsForTheTopicName()
    {
        var topic = Topics.New();
        await using var subscriber = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);
        await using var publisher = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);
        await subscriber.SubscribeAsync(topic, 1);

        Assert.NotEqual(0, publisher.Connected.TopicAliasMaximum);
        await publisher.PublishAsync(topic, "named", 1, message => message.WithTopicAlias(1));
        await publisher.PublishAsync("", "aliased", 1, message => message.WithTopicAlias(1));

        Assert.Equal((topic, "named"), Summary(await subscriber.ReceiveAsync()));
        Assert.Equal((topic, "aliased"), Summary(await subscriber.ReceiveAsync()));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task ALargePayloadArrivesWhole(PeerVersion version)
    {
        var topic = Topics.New();
        var payload = RandomNumberGenerator.GetHexString(256 * 1024);
        await using var peer = await MqttNetPeer.ConnectAsync(broker, version);
        await peer.SubscribeAsync(topic, 2);

        await peer.PublishAsync(topic, payload, 2);

        Assert.True(payload == MqttNetPeer.Text(await peer.ReceiveAsync()), "the payload differs");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task AWillIsPublishedWhenTheSocketCloses(PeerVersion version)
    {
        var topic = Topics.New();
        await using var witness = await MqttNetPeer.ConnectAsync(broker, version);
        await witness.SubscribeAsync(topic, 2);
        var dying = await MqttNetPeer.ConnectAsync(broker, version, options => options
            .WithWillTopic(topic).WithWillPayload("gone").WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.ExactlyOnce));

        dying.Abandon();

        Assert.Equal((topic, "gone"), Summary(await witness.ReceiveAsync()));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task NoWillIsPublishedAfterADisconnect(PeerVersion version)
    {
        var topic = Topics.New();
        await using var witness = await MqttNetPeer.ConnectAsync(broker, version);
        await witness.SubscribeAsync(topic, 1);
        await using var leaving = await MqttNetPeer.ConnectAsync(broker, version, options => options.WithWillTopic(topic).WithWillPayload("gone"));

        await leaving.DisconnectAsync();

        await witness.PublishAsync(topic, End);
        Assert.Empty(await witness.ReceiveUntilAsync(End));
    }

    [Fact(Timeout = 60_000)]
    public async Task AClientWithoutAnIdIsAssignedOne()
    {
        await using var peer = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5, options => options.WithClientId(""));

        Assert.False(string.IsNullOrEmpty(peer.Connected.AssignedClientIdentifier));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task ASessionIsResumedWithItsMessages(PeerVersion version)
    {
        var topic = Topics.New();
        var sent = Enumerable.Range(1, 100).Select(number => $"{number}").ToList();
        var session = Persistent(version);
        await using var publisher = await MqttNetPeer.ConnectAsync(broker, version);
        await using (var before = await MqttNetPeer.ConnectAsync(broker, version, session))
        {
            Assert.False(before.Connected.IsSessionPresent);
            await before.SubscribeAsync(topic, 2);
            await before.DisconnectAsync();
        }

        foreach (var payload in sent) await publisher.PublishAsync(topic, payload, 2);
        await publisher.PublishAsync(topic, End, 2);

        await using var after = await MqttNetPeer.ConnectAsync(broker, version, session);
        Assert.True(after.Connected.IsSessionPresent);
        Assert.Equal(sent, await after.ReceiveUntilAsync(End));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Versions))]
    public async Task ACleanStartForgetsTheSession(PeerVersion version)
    {
        var session = Persistent(version);
        await using (var before = await MqttNetPeer.ConnectAsync(broker, version, session)) await before.DisconnectAsync();

        await using var after = await MqttNetPeer.ConnectAsync(broker, version, options =>
        {
            session(options);
            options.WithCleanSession();
        });

        Assert.False(after.Connected.IsSessionPresent);
    }

    private static (string Topic, string Payload) Summary(MqttApplicationMessage message) => (message.Topic, MqttNetPeer.Text(message));

    private static Action<MqttClientOptionsBuilder> Persistent(PeerVersion version)
    {
        var id = Guid.NewGuid().ToString("N");
        return options =>
        {
            options.WithClientId(id).WithCleanSession(false);
            if (version is PeerVersion.V5) options.WithSessionExpiryInterval(60);
        };
    }
}
