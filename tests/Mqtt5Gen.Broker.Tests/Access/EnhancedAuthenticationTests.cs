using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Access;

/// <summary>AUTH between CONNECT and CONNACK (4.12).</summary>
public sealed class EnhancedAuthenticationTests
{
    private readonly FailureRecorder _failures = new();
    private readonly FakeMethod _method = new(said => said switch
    {
        "hello" => AuthenticationStep.Continue("who?"u8.ToArray()),
        "ann" => AuthenticationStep.Conclude(AuthenticationResult.Accept("ann", "identity"), "welcome"u8.ToArray()),
        "reasons" => AuthenticationStep.Continue() with { ReasonString = "because", UserProperties = [new("a", "b")] },
        "fine" => AuthenticationStep.Conclude(AuthenticationResult.Accept()) with { ReasonString = "welcome", UserProperties = [new("c", "d")] },
        "large" => AuthenticationStep.Continue(new byte[500]),
        _ => AuthenticationStep.Conclude(AuthenticationResult.Refuse(ReasonCode.NotAuthorized, "wrong"), "unused"u8.ToArray()) with { UserProperties = [new("e", "f")] },
    });
    private readonly TestBroker _broker;

    public EnhancedAuthenticationTests() => _broker = With(_method);

    [Fact]
    public void TheClientIsAskedOnUntilItIsKnown() // MQTT-4.12.0-2, MQTT-4.12.0-5
    {
        var client = _broker.Open();
        client.ConnectBy("hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");

        client.Auth(ReasonCode.ContinueAuthentication, "ann");

        var connAck = client.Expect<ConnAck>();
        Assert.Equal((ReasonCode.Success, "fake"), (connAck.ReasonCode, connAck.Properties!.AuthenticationMethod.ToString()));
        Assert.Equal("welcome"u8.ToArray(), connAck.Properties.AuthenticationData!.Value.Span);
        client.Send(new PingReq());
        client.Expect<PingResp>();
        Assert.Equal([null], _method.Begun);
    }

    [Fact]
    public void AMethodMayKnowAtOnce()
    {
        var client = _broker.Open();
        client.ConnectBy("ann");
        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
    }

    [Fact]
    public void AMethodMayDecideLater()
    {
        var decision = new TaskCompletionSource<AuthenticationStep>();
        var broker = With(new FakeMethod("fake", (said, _) => said == "hello" ? new(AuthenticationStep.Continue()) : new(decision.Task)));
        var client = broker.Open();
        client.ConnectBy("hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, null);
        client.Auth(ReasonCode.ContinueAuthentication, "ann");
        client.Send(new PingReq()); // it may not, yet it is not looked at before it is decided
        client.ExpectNothing();
        Assert.True(client.Connection.IsWaiting);

        decision.SetResult(AuthenticationStep.Conclude(AuthenticationResult.Accepted));
        client.Resume();

        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
        client.Expect<PingResp>();
    }

    [Fact]
    public void AStepThatIsDecidedTwiceCountsOnce()
    {
        var source = new TwiceSource<AuthenticationStep>();
        var client = With(new FakeMethod("fake", (_, _) => new(source, 0))).Open();
        client.ConnectBy("hello");

        source.Decide(AuthenticationStep.Conclude(AuthenticationResult.Accepted));
        client.Resume();
        source.Decide(AuthenticationStep.Conclude(AuthenticationResult.Refuse(ReasonCode.Banned)));

        Assert.False(client.Output.IsResumed);
        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
        client.ExpectNothing();
        Assert.False(client.Connection.IsClosed);
    }

    [Fact]
    public void WhoFailsIsRefused() // MQTT-4.12.0-4
    {
        var client = _broker.Open();
        client.ConnectBy("hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");

        client.Auth(ReasonCode.ContinueAuthentication, "bob");

        var properties = client.ExpectRefusal(ReasonCode.NotAuthorized).Properties!;
        Assert.Equal(("wrong", null), (properties.ReasonString.ToString(), properties.AuthenticationData));
        Assert.Equal([new("e", "f")], properties.UserProperties);
    }

    [Fact]
    public void AMethodThatNobodyKnowsIsRefused() // MQTT-4.12.0-1
    {
        var client = _broker.Open();
        client.ConnectBy("hello", "another");
        client.ExpectRefusal(ReasonCode.BadAuthenticationMethod);
    }

    [Fact]
    public void MethodsAreFoundByTheirName()
    {
        var broker = With(_method, new FakeMethod("another", (_, _) => new(AuthenticationStep.Conclude(AuthenticationResult.Accept()))));
        var client = broker.Open();
        client.ConnectBy("", "another");
        Assert.Equal("another", client.Expect<ConnAck>().Properties!.AuthenticationMethod.ToString());
        Assert.Empty(_method.Begun);
    }

    [Fact]
    public void AMethodDecidesWithoutTheAuthenticator()
    {
        var broker = new TestBroker(access: new() { Methods = [_method], Authenticator = new FakeAuthenticator(_ => AuthenticationResult.Refuse(ReasonCode.Banned)) });
        var client = broker.Open();
        client.ConnectBy("ann");
        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);

        var other = broker.Open();
        other.Send(new Connect { ClientId = "d", CleanStart = true });
        other.ExpectRefusal(ReasonCode.Banned);
    }

    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    public void AMethodMayBeRequired(ProtocolVersion version)
    {
        var broker = new TestBroker(new() { AuthenticationMethodRequired = true }, access: new() { Methods = [_method] });
        var client = broker.Open(version);
        client.Send(new Connect { ClientId = "c", CleanStart = true });
        client.ExpectRefusal(ReasonCode.NotAuthorized);

        var known = broker.Open();
        known.ConnectBy("ann");
        Assert.Equal(ReasonCode.Success, known.Expect<ConnAck>().ReasonCode);
    }

    [Fact]
    public void AMethodIsNotRequiredOtherwise()
    {
        _broker.Connect(out var connAck, "c");
        Assert.Null(connAck.Properties!.AuthenticationMethod); // MQTT-4.12.0-6
        _broker.Connect("d", ProtocolVersion.V311);
    }

    [Fact]
    public void NothingButAuthAndDisconnectComesMeanwhile() // MQTT-3.1.2-30
    {
        foreach (var packet in new IPacket[] { new PingReq(), new Publish { TopicName = "a" }, new Connect { ClientId = "c", CleanStart = true } })
        {
            var client = _broker.Open();
            client.ConnectBy("hello");
            client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");

            client.SendBytes(packet.ToArray(ProtocolVersion.V5));

            client.ExpectRefusal(ReasonCode.ProtocolError);
        }

        Assert.Equal(0, _broker.Broker.SessionCount);
    }

    [Fact]
    public void TheClientMayLeaveMeanwhile()
    {
        var client = _broker.Open();
        client.ConnectBy("hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");

        client.Send(new Disconnect());

        client.ExpectClosed();
        Assert.Equal(0, _broker.Broker.ConnectionCount);
    }

    [Theory]
    [InlineData(ReasonCode.ReAuthenticate, "fake")] // MQTT-4.12.0-3
    [InlineData(ReasonCode.ContinueAuthentication, "another")] // MQTT-4.12.0-5
    public void AnAuthOutOfTurnIsRefused(ReasonCode reason, string method)
    {
        var client = _broker.Open();
        client.ConnectBy("hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");

        client.Auth(reason, "ann", method);

        client.ExpectRefusal(ReasonCode.ProtocolError);
    }

    [Fact]
    public void ABrokenAuthIsRefused()
    {
        var client = _broker.Open();
        client.ConnectBy("hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");

        client.SendBytes([0xF1, 2, 0x18, 0]); // MQTT-3.15.1-1

        client.ExpectRefusal(ReasonCode.MalformedPacket);
    }

    [Fact]
    public void APacketThatIsTooLargeIsRefused()
    {
        var client = _broker.Open();
        client.ConnectBy("hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");

        client.SendBytes([0xF0, 0xFF, 0xFF, 0xFF, 0x7F]);

        client.ExpectRefusal(ReasonCode.PacketTooLarge);
    }

    [Fact]
    public void AClientThatDoesNotAnswerIsNotWaitedForLongerThanForConnect()
    {
        var client = _broker.Open();
        client.ConnectBy("hello");
        for (var i = 0; i < 3; i++)
        {
            client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");
            _broker.Pass(3);
            client.Auth(ReasonCode.ContinueAuthentication, "hello"); // it does not help to talk for ever
        }

        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");
        _broker.Pass(2);

        client.ExpectRefusal(ReasonCode.NotAuthorized);
        client.Auth(ReasonCode.ContinueAuthentication, "ann");
        client.ExpectNothing();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AMethodThatThrowsRefuses(bool atBegin)
    {
        var thrown = new InvalidOperationException("the database is away");
        var method = new FakeMethod(_ => throw thrown) { Throws = atBegin ? thrown : null };
        var client = With(method).Open();

        client.ConnectBy("hello");

        client.ExpectRefusal(ReasonCode.UnspecifiedError);
        Assert.Equal([thrown], _failures.Failures);
    }

    [Fact]
    public void ReasonsAndUserPropertiesPassBothWays()
    {
        var client = _broker.Open();
        client.ConnectBy("reasons", properties: new() { UserProperties = [new("1", "2")] });
        var properties = client.Expect<Auth>().Properties!;
        Assert.Equal("because", properties.ReasonString.ToString());
        Assert.Equal([new("a", "b")], properties.UserProperties);

        client.Send(new Auth { ReasonCode = ReasonCode.ContinueAuthentication, Properties = new() { AuthenticationMethod = "fake", AuthenticationData = "fine"u8.ToArray(), ReasonString = "so", UserProperties = [new("3", "4")] } });

        var connAck = client.Expect<ConnAck>().Properties!;
        Assert.Equal("welcome", connAck.ReasonString.ToString());
        Assert.Equal([new("c", "d")], connAck.UserProperties);
        Assert.Equal([new Utf8Pair("1", "2"), new Utf8Pair("3", "4")], _method.Heard.SelectMany(heard => heard.UserProperties));
        Assert.Equal("so", _method.Heard[1].ReasonString.ToString());
    }

    [Fact]
    public void AClientThatWantsNoReasonsIsToldNone() // MQTT-3.1.2-29
    {
        var client = _broker.Open();
        client.ConnectBy("reasons", properties: new() { RequestProblemInformation = false });
        Assert.Equal(new AuthProperties { AuthenticationMethod = "fake" }, client.Expect<Auth>().Properties);
    }

    [Fact]
    public void AnAuthThatIsTooLargeShedsReasons() // MQTT-3.15.2-2, MQTT-3.15.2-3
    {
        var client = _broker.Open();
        client.ConnectBy("reasons", properties: new() { MaximumPacketSize = 12 });
        Assert.Equal(new AuthProperties { AuthenticationMethod = "fake" }, client.Expect<Auth>().Properties);
    }

    [Fact]
    public void AnAuthThatIsTooLargeAllTheSameRefuses() // MQTT-3.1.2-24
    {
        var client = _broker.Open();
        client.ConnectBy("large", properties: new() { MaximumPacketSize = 100 });
        client.ExpectRefusal(ReasonCode.UnspecifiedError);
    }

    private TestBroker With(params IAuthenticationMethod[] methods) => new(observer: _failures, access: new() { Methods = methods });
}
