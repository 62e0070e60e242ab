using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Access;

/// <summary>AUTH of a client that is connected (4.12.1).</summary>
public sealed class ReAuthenticationTests
{
    private readonly FakeAuthorizer _authorizer = new();
    private readonly FakeMethod _method;
    private readonly TestBroker _broker;
    private TaskCompletionSource<AuthenticationStep> _decision = new();
    private int _count;

    public ReAuthenticationTests()
    {
        _method = new("fake", (said, _) => said switch
        {
            "hello" => new(AuthenticationStep.Continue("who?"u8.ToArray())),
            "ann" => new(AuthenticationStep.Conclude(AuthenticationResult.Accept("ann", $"identity {++_count}"), "welcome"u8.ToArray())),
            "bob" => new(AuthenticationStep.Conclude(AuthenticationResult.Accept("bob"))),
            "slow" => new(_decision.Task),
            "throw" => throw new InvalidOperationException(),
            "old password" => new(AuthenticationStep.Conclude(AuthenticationResult.Refuse(ReasonCode.BadUserNameOrPassword, "expired"))),
            _ => new(AuthenticationStep.Conclude(AuthenticationResult.Refuse(ReasonCode.BadAuthenticationMethod, "wrong"))),
        });
        _broker = new TestBroker(access: new() { Methods = [_method], Authorizer = _authorizer });
    }

    [Fact]
    public void AllGoesOnWithTheOldIdentityUntilItSucceeds()
    {
        var client = Connected();
        client.Auth(ReasonCode.ReAuthenticate, "hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");
        client.Publish("a", "x", QoS.AtLeastOnce);
        client.Expect<PubAck>();
        Assert.Equal("identity 1", _authorizer.Principals[^1].Identity);

        client.Auth(ReasonCode.ContinueAuthentication, "ann");

        client.ExpectAuth(ReasonCode.Success, "welcome");
        client.Publish("a", "x", QoS.AtLeastOnce);
        client.Expect<PubAck>();
        Assert.Equal("identity 2", _authorizer.Principals[^1].Identity);
        Assert.Equal("identity 1", _method.Begun[1]!.Identity);
    }

    [Fact]
    public void WhileTheBrokerMakesUpItsMindAllGoesOn()
    {
        var client = Connected();
        client.Auth(ReasonCode.ReAuthenticate, "slow");
        client.Publish("a", "x", QoS.AtLeastOnce);
        client.Expect<PubAck>();
        Assert.False(client.Connection.IsWaiting);

        _decision.SetResult(AuthenticationStep.Conclude(AuthenticationResult.Accept("ann", "new")));
        client.ExpectNothing();
        client.Resume();

        client.ExpectAuth(ReasonCode.Success, null);
        client.Publish("a", "x");
        Assert.Equal("new", _authorizer.Principals[^1].Identity);
    }

    [Fact]
    public void ItMayBeDoneAgainAndAgain()
    {
        var client = Connected();
        for (var i = 0; i < 3; i++)
        {
            client.Auth(ReasonCode.ReAuthenticate, "slow");
            _decision.SetResult(AuthenticationStep.Continue());
            client.Resume();
            client.ExpectAuth(ReasonCode.ContinueAuthentication, null);
            client.Auth(ReasonCode.ContinueAuthentication, "ann");
            client.ExpectAuth(ReasonCode.Success, "welcome");
            _decision = new();
        }
    }

    [Theory]
    [InlineData("mallory", ReasonCode.BadAuthenticationMethod, "wrong")]
    [InlineData("old password", ReasonCode.NotAuthorized, "expired")] // 0x86 may not stand in DISCONNECT
    [InlineData("throw", ReasonCode.UnspecifiedError, null)]
    [InlineData("bob", ReasonCode.NotAuthorized, "The session is another user's.")]
    public void WhoFailsIsDisconnected(string data, ReasonCode reason, string? explanation) // MQTT-4.12.1-2
    {
        var client = Connected();

        client.Auth(ReasonCode.ReAuthenticate, data);

        var disconnect = client.Expect<Disconnect>();
        Assert.Equal(reason, disconnect.ReasonCode);
        Assert.Equal(explanation, disconnect.Properties?.ReasonString?.ToString());
        client.ExpectClosed();
    }

    [Fact]
    public void AnotherMethodIsAProtocolError() // MQTT-4.12.1-1
    {
        var client = Connected();
        client.Auth(ReasonCode.ReAuthenticate, "ann", "another");
        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void AnAnswerToNoQuestionIsAProtocolError()
    {
        var client = Connected();
        client.Auth(ReasonCode.ContinueAuthentication, "ann");
        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void BeginningTwiceIsAProtocolError()
    {
        var client = Connected();
        client.Auth(ReasonCode.ReAuthenticate, "hello");
        client.ExpectAuth(ReasonCode.ContinueAuthentication, "who?");
        client.Auth(ReasonCode.ReAuthenticate, "hello");
        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void ToSayMoreBeforeTheAnswerIsAProtocolError()
    {
        var client = Connected();
        client.Auth(ReasonCode.ReAuthenticate, "slow");
        client.Auth(ReasonCode.ContinueAuthentication, "ann");
        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void WhoUsedNoMethodMayNotSendAuth() // MQTT-4.12.0-7
    {
        var client = _broker.Connect("c");
        client.Auth(ReasonCode.ReAuthenticate, "ann");
        client.ExpectClosed(ReasonCode.ProtocolError);
    }

    [Fact]
    public void ADecisionThatComesTooLateIsForNobody()
    {
        var client = Connected();
        client.Auth(ReasonCode.ReAuthenticate, "slow");
        client.Break();

        _decision.SetResult(AuthenticationStep.Conclude(AuthenticationResult.Accepted));
        client.Resume();

        client.ExpectNothing();
    }

    [Fact]
    public void WhatTheNewIdentityMayNotHaveIsTakenFromIt()
    {
        var client = Connected();
        client.Subscribe("then");
        client.Subscribe("always");
        _authorizer.Forbidden = "then";

        client.Auth(ReasonCode.ReAuthenticate, "ann");
        client.ExpectAuth(ReasonCode.Success, "welcome");

        _authorizer.Forbidden = "nothing";
        client.Publish("then", "x");
        client.Publish("always", "y");
        client.ExpectMessage("y");
        client.ExpectNothing();
    }

    [Fact]
    public void AWillThatTheNewIdentityMayNotPublishIsTakenFromIt()
    {
        _authorizer.Forbidden = "nothing";
        var subscriber = _broker.Connect("s");
        subscriber.Subscribe("#");
        var client = _broker.Open();
        client.Send(new Connect { ClientId = "c", CleanStart = true, WillTopic = "then", WillPayload = "x"u8.ToArray(), Properties = new() { AuthenticationMethod = "fake", AuthenticationData = "ann"u8.ToArray() } });
        client.Expect<ConnAck>();
        _authorizer.Forbidden = "then";

        client.Auth(ReasonCode.ReAuthenticate, "ann");
        client.ExpectAuth(ReasonCode.Success, "welcome");
        client.Break();

        subscriber.ExpectNothing();
    }

    private TestClient Connected()
    {
        var client = _broker.Open();
        client.ConnectBy("ann");
        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
        return client;
    }
}
