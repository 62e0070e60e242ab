using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Access;

/// <summary>An authenticator that decides later: the client waits, and nobody else.</summary>
public sealed class PendingAuthenticatorTests
{
    private readonly TaskCompletionSource<AuthenticationResult> _decision = new();
    private readonly FailureRecorder _failures = new();
    private readonly TestBroker _broker;
    private CancellationToken _cancellation;

    public PendingAuthenticatorTests() => _broker = With((request, cancellation) =>
    {
        if (request.ClientId == "other") return new(AuthenticationResult.Accepted);
        _cancellation = cancellation;
        return new(_decision.Task);
    });

    [Fact]
    public void TheClientIsAnsweredWhenItIsDecided()
    {
        var client = Connect();
        client.ExpectNothing();
        Assert.True(client.Connection.IsWaiting);
        _broker.Connect("other");

        _decision.SetResult(AuthenticationResult.Accepted);

        Assert.False(client.Connection.IsWaiting);
        client.ExpectNothing(); // it is for the connection's own thread
        client.Resume();
        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
        Assert.Equal(2, _broker.Broker.SessionCount);
    }

    [Fact]
    public void ItsConnectIsCounted()
    {
        Connect();
        _broker.Pass(seconds: 1);

        var watcher = _broker.Connect("other");
        watcher.Subscribe("$SYS/broker/messages/received");

        Assert.Equal("1"u8, watcher.Expect<Publish>().Payload.Span);
    }

    [Fact]
    public void WhatComesMeanwhileIsHeldBackAndNotLost()
    {
        var subscriber = _broker.Connect("other");
        subscriber.Subscribe("t");
        var client = Connect();
        client.Publish("t", "1");
        client.Publish("t", "2", QoS.AtLeastOnce);
        subscriber.ExpectNothing();

        _decision.SetResult(AuthenticationResult.Accepted);
        client.Resume();

        client.Expect<ConnAck>();
        client.Expect<PubAck>();
        subscriber.ExpectMessage("1");
        subscriber.ExpectMessage("2");
    }

    [Fact]
    public void WhatComesAfterTheDecisionComesAfterConnAck()
    {
        var client = Connect();
        _decision.SetResult(AuthenticationResult.Accepted);

        client.Send(new PingReq()); // the transport had something to read before it was told

        client.Expect<ConnAck>();
        client.Expect<PingResp>();
        client.Resume();
        client.ExpectNothing();
    }

    [Fact]
    public void WhoIsRefusedGetsNothingElseDone() // MQTT-3.1.4-6
    {
        var subscriber = _broker.Connect("other");
        subscriber.Subscribe("t");
        var client = Connect();
        client.Publish("t", "1");

        _decision.SetResult(AuthenticationResult.Refuse(ReasonCode.Banned));
        client.Resume();

        Assert.Equal(ReasonCode.Banned, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
        subscriber.ExpectNothing();
    }

    [Fact]
    public void AnOldClientIsRefusedInItsWords()
    {
        var client = _broker.Open(ProtocolVersion.V311);
        client.Send(new Connect { ClientId = "c", CleanStart = true });

        _decision.SetResult(AuthenticationResult.Refuse(ReasonCode.BadUserNameOrPassword));
        client.Resume();

        Assert.Equal([0x20, 2, 0, 4], client.Output.Unread.ToArray());
    }

    [Fact]
    public void AClientThatGoesAwayCancels()
    {
        var client = Connect();

        client.Break();

        Assert.True(_cancellation.IsCancellationRequested);
        _decision.SetResult(AuthenticationResult.Accepted); // nobody wants it
        client.Resume();
        client.ExpectNothing();
        Assert.Equal((0, 0), (_broker.Broker.SessionCount, _broker.Broker.ConnectionCount));
    }

    [Fact]
    public void WhatACancelledAuthenticatorThrowsIsNoFailure()
    {
        Connect().Break();

        _decision.SetException(new OperationCanceledException());

        Assert.Empty(_failures.Failures);
    }

    [Fact]
    public void ADecisionThatNeverComesIsNotWaitedForLongerThanForConnect()
    {
        var client = Connect();
        _broker.Pass(9);
        Assert.False(client.Connection.IsClosed);

        _broker.Pass(2);

        Assert.Equal(ReasonCode.ServerUnavailable, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
        Assert.True(_cancellation.IsCancellationRequested);

        _decision.SetResult(AuthenticationResult.Accepted); // too late
        client.Resume();
        client.ExpectNothing();
        Assert.Equal(0, _broker.Broker.SessionCount);
    }

    [Fact]
    public void AnAuthenticatorThatFailsLaterRefuses()
    {
        var client = Connect();

        _decision.SetException(new InvalidOperationException("the database is away"));
        client.Resume();

        Assert.Equal(ReasonCode.UnspecifiedError, client.Expect<ConnAck>().ReasonCode);
        client.ExpectClosed();
        Assert.Equal("the database is away", Assert.Single(_failures.Failures).Message);
    }

    [Fact]
    public void ADecisionThatComesTwiceCountsOnce()
    {
        var source = new TwiceSource<AuthenticationResult>();
        var broker = With((_, _) => new(source, 0));
        var client = broker.Open();
        client.Send(new Connect { ClientId = "c", CleanStart = true });

        source.Decide(AuthenticationResult.Accepted);
        client.Resume();
        source.Decide(AuthenticationResult.Refuse(ReasonCode.Banned));

        Assert.False(client.Output.IsResumed);
        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
        client.ExpectNothing();
        Assert.False(client.Connection.IsClosed);
    }

    [Fact]
    public void AShutdownDoesNotWait()
    {
        var client = Connect();

        _broker.Broker.Shutdown(_broker.Now);

        Assert.True(client.Output.IsAborted);
        Assert.True(_cancellation.IsCancellationRequested);
        _decision.SetResult(AuthenticationResult.Accepted);
        client.Resume();
        Assert.Equal(0, _broker.Broker.SessionCount);
    }

    [Fact]
    public void TheDecisionMayComeFromAnyThread()
    {
        var client = Connect();

        var thread = new Thread(() => _decision.SetResult(AuthenticationResult.Accepted));
        thread.Start();
        thread.Join();
        client.Resume();

        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
    }

    private TestClient Connect()
    {
        var client = _broker.Open();
        client.Send(new Connect { ClientId = "c", CleanStart = true });
        return client;
    }

    private TestBroker With(Func<ConnectRequest, CancellationToken, ValueTask<AuthenticationResult>> decide) =>
        new(observer: _failures, access: new() { Authenticator = new FakeAuthenticator(decide) });
}
