using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Access;

public sealed class AuthorizerTests
{
    private readonly FakeAuthorizer _authorizer = new();
    private readonly FailureRecorder _failures = new();
    private readonly TestBroker _broker;

    public AuthorizerTests() => _broker = new TestBroker(observer: _failures, access: new() { Authorizer = _authorizer });

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Fact]
    public void ItIsToldWhatIsPublishedAndByWhom()
    {
        var client = _broker.Connect(new Connect { ClientId = "c", CleanStart = true, UserName = "not asked for a password" });

        client.Publish("a/b", "x", QoS.AtLeastOnce, retain: true);

        Assert.Equal(["publish a/b 1 True"], _authorizer.Asked);
        Assert.Equal(("c", null), (_authorizer.Principals[0].ClientId.ToString(), _authorizer.Principals[0].UserName));
    }

    [Fact]
    public void ItSeesWhatTheAuthenticatorFound()
    {
        var identity = new object();
        var broker = new TestBroker(access: new()
        {
            Authenticator = new FakeAuthenticator(_ => AuthenticationResult.Accept("ann", identity)),
            Authorizer = _authorizer,
        });

        broker.Connect("c").Publish("a", "x");

        var principal = Assert.Single(_authorizer.Principals);
        Assert.Equal("ann", principal.UserName.ToString());
        Assert.Same(identity, principal.Identity);
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void ADeniedPublishIsAnswered(QoS qos)
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("#");
        var client = _broker.Connect("c");

        client.Publish("secret", "x", qos, retain: true);

        if (qos is QoS.AtLeastOnce) Assert.Equal(ReasonCode.NotAuthorized, client.Expect<PubAck>().ReasonCode);
        else Assert.Equal(ReasonCode.NotAuthorized, client.Expect<PubRec>().ReasonCode);
        subscriber.ExpectNothing();
        Assert.Equal((0, 1), (_broker.Broker.RetainedMessageCount, _broker.Broker.DroppedMessagesBy(DropCause.Refused)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ADeniedQoS0PublishIsDropped(ProtocolVersion version)
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("#");
        var client = _broker.Connect("c", version);

        client.Publish("secret", "x");

        client.ExpectNothing();
        subscriber.ExpectNothing();
        Assert.Equal(1, _broker.Broker.DroppedMessagesBy(DropCause.Refused));
    }

    [Theory]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void ADeniedPublishOf311IsAcknowledgedAndDropped(QoS qos) // 3.1.1/MQTT-3.3.5-2
    {
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("#");
        var client = _broker.Connect("c", ProtocolVersion.V311);

        client.Publish("secret", "x", qos, packetId: 5);
        Assert.Single(client.TakeAll());
        if (qos is QoS.ExactlyOnce)
        {
            client.Send(new PubRel { PacketId = 5 });
            client.Expect<PubComp>();
        }

        subscriber.ExpectNothing();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ADeniedPublishDisconnectsWhereTheOperatorWantsThat(ProtocolVersion version)
    {
        var broker = new TestBroker(new() { DeniedPublish = DeniedPublishPolicy.Disconnect }, access: new() { Authorizer = _authorizer });
        var client = broker.Connect("c", version);

        client.Publish("secret", "x");

        client.ExpectClosed(ReasonCode.NotAuthorized);
    }

    [Fact]
    public void TheTopicBehindAnAliasIsAskedAbout()
    {
        var client = _broker.Connect("c");
        client.Publish("secret", "x", QoS.AtLeastOnce, properties: new() { TopicAlias = 1 });
        Assert.Equal(ReasonCode.NotAuthorized, client.Expect<PubAck>().ReasonCode);

        client.Publish("", "x", QoS.AtLeastOnce, properties: new() { TopicAlias = 1 });

        Assert.Equal(ReasonCode.NotAuthorized, client.Expect<PubAck>().ReasonCode);
        Assert.Equal(["publish secret 1 False", "publish secret 1 False"], _authorizer.Asked);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ADeniedWillIsNotConnectedWith(ProtocolVersion version)
    {
        var client = _broker.Open(version);

        client.Send(new Connect { ClientId = "c", CleanStart = true, WillTopic = "secret", WillQoS = QoS.AtLeastOnce, WillRetain = true, WillPayload = "x"u8.ToArray() });

        Assert.Equal(ReasonCode.NotAuthorized, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
        Assert.Equal(["publish secret 1 True"], _authorizer.Asked);
        Assert.Equal(0, _broker.Broker.SessionCount);
    }

    [Theory]
    [InlineData(ProtocolVersion.V5, ReasonCode.NotAuthorized)]
    [InlineData(ProtocolVersion.V311, ReasonCode.UnspecifiedError)] // 0x80 is the only way to say no
    public void SubscribeIsAnsweredFilterByFilter(ProtocolVersion version, ReasonCode denial) // MQTT-3.8.4-7
    {
        var client = _broker.Connect("c", version);

        client.Send(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "secret", MaximumQoS = QoS.AtLeastOnce }, new() { TopicFilter = "open" }] });

        Assert.Equal([denial, ReasonCode.GrantedQoS0], client.Expect<SubAck>().ReasonCodes);
        _authorizer.Forbidden = "nothing";
        client.Publish("secret", "x");
        client.ExpectNothing();
        client.Publish("open", "x");
        client.ExpectMessage("x");
    }

    [Fact]
    public void OfASharedSubscriptionTheFilterInsideIsAskedAbout()
    {
        var client = _broker.Connect("c");

        Assert.Equal([ReasonCode.GrantedQoS0], client.Subscribe("$share/secret/open/#").ReasonCodes);
        Assert.Equal([ReasonCode.NotAuthorized], client.Subscribe("$share/group/secret").ReasonCodes);

        Assert.Equal(["subscribe open/# 0", "subscribe secret 0"], _authorizer.Asked);
    }

    [Fact]
    public void ADeniedFilterIsSentNoRetainedMessages()
    {
        _authorizer.Forbidden = "nothing";
        _broker.Connect("p").Publish("secret", "x", retain: true);
        _authorizer.Forbidden = "secret";

        var client = _broker.Connect("c");
        client.Subscribe("secret");

        client.ExpectNothing();
    }

    [Fact]
    public void AnAuthorizerThatThrowsSaysNo()
    {
        var client = _broker.Connect("c");
        _authorizer.Throws = new InvalidOperationException("broken");

        Assert.Equal([ReasonCode.NotAuthorized], client.Subscribe("a").ReasonCodes);
        client.Publish("a", "x", QoS.AtLeastOnce);

        Assert.Equal(ReasonCode.NotAuthorized, client.Expect<PubAck>().ReasonCode);
        Assert.Equal(2, _failures.Failures.Count);
    }

    [Fact]
    public void ASessionThatGoesOnLosesWhatItsClientMayNotHaveAnyMore()
    {
        var client = _broker.Connect("c", expiry: 100);
        client.Subscribe("then");
        client.Subscribe("$share/g/then/too");
        client.Subscribe("always");
        client.Break();
        _authorizer.Forbidden = "then";

        client = _broker.Connect(out var connAck, "c", clean: false, expiry: 100);
        _authorizer.Forbidden = "nothing";
        foreach (var topic in new[] { "then", "then/too", "always" }) client.Publish(topic, topic);

        Assert.True(connAck.SessionPresent);
        client.ExpectMessage("always");
        client.ExpectNothing();
    }
}
