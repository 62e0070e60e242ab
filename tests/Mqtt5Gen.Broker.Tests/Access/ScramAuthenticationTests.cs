using System.Text;
using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Access;

public sealed class ScramAuthenticationTests
{
    private static readonly ScramUsers Users = new(new Dictionary<string, ScramCredential> { ["ann"] = ScramCredential.Of("pencil") });
    private readonly FakeAuthorizer _authorizer = new();

    [Fact]
    public void WhoKnowsThePasswordIsLetInAndKnowsTheServer()
    {
        var scram = new ScramClient("ann", "pencil", "abc");
        var client = With(new(Users)).Open();

        var connAck = Connect(client, scram);

        Assert.Equal((ReasonCode.Success, ScramMethod.Name), (connAck.ReasonCode, connAck.Properties!.AuthenticationMethod.ToString()));
        Assert.True(scram.Verifies(connAck.Properties.AuthenticationData!.Value));
        client.Publish("a", "x");
        Assert.Equal("ann", _authorizer.Principals[0].UserName.ToString());
    }

    [Theory]
    [InlineData("ann", "pen")]
    [InlineData("nobody", "pencil")]
    public void WhoDoesNotIsRefusedAndLearnsNothing(string user, string password)
    {
        var client = With(new(Users)).Open();

        var connAck = Connect(client, new(user, password, "abc"));

        Assert.Equal((ReasonCode.NotAuthorized, null), (connAck.ReasonCode, connAck.Properties));
        client.ExpectClosed();
    }

    [Fact]
    public void AUserThatIsNotThereHasASaltThatStays()
    {
        var secret = new byte[32];
        var (one, other) = (With(new(Users, secret: secret)), With(new(Users, secret: secret)));

        Assert.Equal(SaltOf(one, "nobody"), SaltOf(one, "nobody"));
        Assert.Equal(SaltOf(one, "nobody"), SaltOf(other, "nobody")); // after a restart, too
        Assert.NotEqual(SaltOf(one, "nobody"), SaltOf(one, "nobody else"));
        Assert.Equal(SaltOf(one, "ann").Length, SaltOf(one, "nobody").Length);
    }

    [Theory]
    [InlineData("n,,r=x")]
    [InlineData("p=tls-unique,,n=ann,r=x")]
    [InlineData(null)]
    public void WhatIsNotScramIsRefused(string? data)
    {
        var client = With(new(Users)).Open();
        client.ConnectBy(data, ScramMethod.Name);
        client.ExpectRefusal(ReasonCode.NotAuthorized);
    }

    [Fact]
    public void AClientMayDoItAgainAsItself()
    {
        var client = With(new(Users)).Open();
        Connect(client, new("ann", "pencil", "abc"));
        var scram = new ScramClient("ann", "pencil", "def");

        Say(client, ReasonCode.ReAuthenticate, scram.First);
        Answer(client, scram);

        Assert.True(scram.Verifies(client.Expect<Auth>().Properties!.AuthenticationData!.Value));
    }

    [Fact]
    public void CredentialsMayBeFoundLater()
    {
        var found = new TaskCompletionSource<ScramCredential?>();
        var client = With(new(new SlowCredentials(found.Task))).Open();
        var scram = new ScramClient("ann", "pencil", "abc");
        client.ConnectBy(Encoding.UTF8.GetString(scram.First), ScramMethod.Name);
        client.ExpectNothing();

        found.SetResult(ScramCredential.Of("pencil"));
        client.Resume();
        Answer(client, scram);

        Assert.Equal(ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
    }

    private TestBroker With(ScramAuthentication method) => new(access: new() { Methods = [method], Authorizer = _authorizer });

    private static ConnAck Connect(TestClient client, ScramClient scram)
    {
        client.ConnectBy(Encoding.UTF8.GetString(scram.First), ScramMethod.Name);
        Answer(client, scram);
        return client.Expect<ConnAck>();
    }

    private static void Answer(TestClient client, ScramClient scram)
    {
        Assert.True(scram.TryAnswer(client.Expect<Auth>().Properties!.AuthenticationData!.Value, out var clientFinal));
        Say(client, ReasonCode.ContinueAuthentication, clientFinal);
    }

    private static void Say(TestClient client, ReasonCode reason, Bytes data) => client.Auth(reason, Encoding.UTF8.GetString(data), ScramMethod.Name);

    private static string SaltOf(TestBroker broker, string user)
    {
        var client = broker.Open();
        client.ConnectBy($"n,,n={user},r=abc", ScramMethod.Name);
        return Encoding.UTF8.GetString(client.Expect<Auth>().Properties!.AuthenticationData!.Value).Split(',')[1];
    }

    private sealed class SlowCredentials(Task<ScramCredential?> found) : IScramCredentials
    {
        public ValueTask<ScramCredential?> FindAsync(Utf8String userName, CancellationToken cancellation) => new(found);
    }
}
