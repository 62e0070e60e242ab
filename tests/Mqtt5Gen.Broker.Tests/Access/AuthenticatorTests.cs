using System.Text;
using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Access;

/// <summary>An authenticator that decides at once.</summary>
public sealed class AuthenticatorTests
{
    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void ItIsToldWhatConnectSaysAndLetsTheClientIn(ProtocolVersion version)
    {
        ConnectRequest? seen = null;
        var broker = With(request =>
        {
            seen = request;
            return AuthenticationResult.Accepted;
        });

        broker.Connect(new Connect { ClientId = "c", CleanStart = true, UserName = "ann", Password = "pw"u8.ToArray() }, version);

        Assert.Equal(("c", "ann", "pw", version, "test"), (seen!.ClientId.ToString(), seen.UserName.ToString(), Encoding.UTF8.GetString(seen.Password!.Value), seen.Version, seen.Connection.Listener));
        Assert.DoesNotContain("pw", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhoSaysNothingHasNeitherNameNorPassword()
    {
        ConnectRequest? seen = null;
        var broker = With(request =>
        {
            seen = request;
            return AuthenticationResult.Accepted;
        });

        broker.Connect(out var connAck, "");

        Assert.Equal((null, null), (seen!.UserName, seen.Password));
        Assert.Equal(connAck.Properties!.AssignedClientIdentifier, seen.ClientId); // the name that an authenticator sees is the one that counts
    }

    [Theory]
    [InlineData(ReasonCode.BadUserNameOrPassword, 4)]
    [InlineData(ReasonCode.NotAuthorized, 5)]
    [InlineData(ReasonCode.Banned, 5)]
    [InlineData(ReasonCode.ServerUnavailable, 3)]
    public void ARefusalIsToldInTheWordsOfTheVersion(ReasonCode reason, byte returnCode) // MQTT-3.1.4-2, MQTT-3.2.2-7
    {
        var broker = With(_ => AuthenticationResult.Refuse(reason, "no"));

        var client = broker.Open();
        client.Send(new Connect { ClientId = "c", CleanStart = true });
        var connAck = client.Expect<ConnAck>();
        Assert.Equal((reason, "no"), (connAck.ReasonCode, connAck.Properties!.ReasonString.ToString()));
        client.ExpectClosed();

        var old = broker.Open(ProtocolVersion.V311);
        old.Send(new Connect { ClientId = "c", CleanStart = true });
        Assert.Equal([0x20, 2, 0, returnCode], old.Output.Unread.ToArray());
        Assert.True(old.Connection.IsClosed);
        Assert.Equal(0, broker.Broker.SessionCount);
    }

    [Fact]
    public void AnAuthenticatorMayGiveAnotherClientIdentifier()
    {
        var broker = With(_ => AuthenticationResult.Accept(clientId: "from the certificate"));

        broker.Connect(out var named, "c");
        broker.Connect(out var unnamed, "");

        Assert.Null(named.Properties!.AssignedClientIdentifier); // 3.2.2.3.7: only who had none is told
        Assert.Equal("from the certificate", unnamed.Properties!.AssignedClientIdentifier.ToString());
        Assert.Equal(1, broker.Broker.SessionCount);
    }

    [Fact]
    public void AnAuthenticatorThatThrowsRefuses()
    {
        var failures = new FailureRecorder();
        var thrown = new InvalidOperationException("the database is away");
        var broker = new TestBroker(observer: failures, access: new() { Authenticator = new FakeAuthenticator(_ => throw thrown) });
        var client = broker.Open();

        client.Send(new Connect { ClientId = "c", CleanStart = true });

        var connAck = client.Expect<ConnAck>();
        Assert.Equal((ReasonCode.UnspecifiedError, null), (connAck.ReasonCode, connAck.Properties?.ReasonString)); // what it is is not the client's business
        client.ExpectClosed();
        Assert.Equal([thrown], failures.Failures);
    }

    [Fact]
    public void AnObserverIsToldWhoWasRefused()
    {
        var observer = new RefusalRecorder();
        var broker = new TestBroker(observer: observer, access: new() { Authenticator = new FakeAuthenticator(_ => AuthenticationResult.Refuse(ReasonCode.Banned)) });

        broker.Open().Send(new Connect { ClientId = "c", CleanStart = true });

        Assert.Equal([("c", new ConnectionEnd(ClosedBy.Broker, ReasonCode.Banned))], observer.Refusals);
    }

    [Fact]
    public void AnAuthenticatorThatAnswersNullRefuses()
    {
        var failures = new FailureRecorder();
        var broker = new TestBroker(observer: failures, access: new() { Authenticator = new FakeAuthenticator(_ => null!) });
        var client = broker.Open();

        client.Send(new Connect { ClientId = "c", CleanStart = true });

        Assert.Equal(ReasonCode.UnspecifiedError, client.Expect<ConnAck>().ReasonCode);
        Assert.Single(failures.Failures);
    }

    [Theory]
    [InlineData(ReasonCode.Success)]
    [InlineData(ReasonCode.SessionTakenOver)]
    [InlineData((ReasonCode)0xFF)]
    public void OnlyWhatMayStandInConnAckRefuses(ReasonCode reason)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => AuthenticationResult.Refuse(reason));
        Assert.Contains("3.2.2.2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASessionIsItsUsers() // 5.4.2
    {
        var broker = With(request => AuthenticationResult.Accept());
        var ann = broker.Connect(Of("ann", clean: false, expiry: 100));

        var bob = broker.Open();
        bob.Send(Of("bob", clean: false, expiry: 100));
        Assert.Equal(ReasonCode.NotAuthorized, bob.Expect<ConnAck>().ReasonCode);
        bob.ExpectClosed();
        Assert.False(ann.Connection.IsClosed);

        ann.Break();
        bob = broker.Open();
        bob.Send(Of("bob", clean: true, expiry: 0));
        Assert.Equal(ReasonCode.NotAuthorized, bob.Expect<ConnAck>().ReasonCode);

        broker.Connect(Of("ann", clean: false, expiry: 0), out var connAck).Break();
        Assert.True(connAck.SessionPresent);
        broker.Connect(Of("bob", clean: false, expiry: 0)); // there is no session any more
    }

    [Fact]
    public void AnExpiredSessionIsNobodys()
    {
        var broker = With(request => AuthenticationResult.Accept());
        broker.Connect(Of("ann", clean: false, expiry: 1)).Break();
        broker.PassWithoutTick(2);

        broker.Connect(Of("bob", clean: false, expiry: 0), out var connAck);

        Assert.False(connAck.SessionPresent);
    }

    private static Connect Of(string user, bool clean, uint expiry) =>
        new() { ClientId = "c", CleanStart = clean, UserName = user, Properties = new() { SessionExpiryInterval = expiry } };

    private static TestBroker With(Func<ConnectRequest, AuthenticationResult> decide) => new(access: new() { Authenticator = new FakeAuthenticator(decide) });

    private sealed class RefusalRecorder : BrokerObserver
    {
        public List<(string ClientId, ConnectionEnd End)> Refusals { get; } = [];

        public override void Refused(Connection connection, Wire.Utf8String clientId, in ConnectionEnd end) => Refusals.Add((clientId.ToString(), end));
    }
}
