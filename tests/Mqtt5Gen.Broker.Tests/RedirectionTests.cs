using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

/// <summary>Clients are sent to another server (4.11).</summary>
public sealed class RedirectionTests
{
    private const string Other = "b.example:1883 [fe80::1]:1884";

    [Theory]
    [InlineData(false, ReasonCode.UseAnotherServer)]
    [InlineData(true, ReasonCode.ServerMoved)]
    public void AClientIsToldWhereToGo(bool forEver, ReasonCode reason)
    {
        var client = new TestBroker(new() { ServerReference = Other, ServerMoved = forEver, RedirectedClients = ["*"] }).Open();

        client.Send(new Connect { ClientId = "c", CleanStart = true });

        Assert.Equal(new ConnAckProperties { ServerReference = Other }, client.ExpectRefusal(reason).Properties);
    }

    [Fact]
    public void WhereIsNotAlwaysSaid()
    {
        var client = new TestBroker(new() { RedirectedClients = ["*"] }).Open();
        client.Send(new Connect { ClientId = "", CleanStart = true });
        Assert.Null(client.ExpectRefusal(ReasonCode.UseAnotherServer).Properties);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnOldClientIsToldThatTheServerIsUnavailable(bool forEver)
    {
        var client = new TestBroker(new() { ServerReference = Other, ServerMoved = forEver, RedirectedClients = ["*"] }).Open(ProtocolVersion.V311);
        client.Send(new Connect { ClientId = "c", CleanStart = true });
        Assert.Equal([0x20, 2, 0, 3], client.Output.Unread.ToArray());
        Assert.True(client.Connection.IsClosed);
    }

    [Theory]
    [InlineData("sensor-1", true)]
    [InlineData("sensor-", true)]
    [InlineData("Sensor-1", false)]
    [InlineData("my sensor-1", false)]
    [InlineData("gate", true)]
    [InlineData("gates", false)]
    [InlineData("a1b", true)]
    [InlineData("a12b", false)]
    public void OnlyListedClientsAreSentAway(string clientId, bool isSent)
    {
        var client = new TestBroker(new() { RedirectedClients = ["sensor-*", "gate", "a?b"] }).Open();
        client.Send(new Connect { ClientId = clientId, CleanStart = true });
        Assert.Equal(isSent ? ReasonCode.UseAnotherServer : ReasonCode.Success, client.Expect<ConnAck>().ReasonCode);
    }

    [Fact]
    public void TheyAreNotAskedWhoTheyAre()
    {
        var broker = new TestBroker(new() { RedirectedClients = ["*"] }, access: new() { Authenticator = new FakeAuthenticator(_ => AuthenticationResult.Refuse(ReasonCode.Banned)) });
        var client = broker.Open();
        client.Send(new Connect { ClientId = "c", CleanStart = true });
        client.ExpectRefusal(ReasonCode.UseAnotherServer);
    }

    [Fact]
    public void ClientsMayBeSentAwayAtShutdown()
    {
        var broker = new TestBroker(new() { ServerReference = Other, RedirectsAtShutdown = true });
        var client = broker.Connect("c");
        var old = broker.Connect("d", ProtocolVersion.V311);

        broker.Broker.Shutdown(broker.Now);

        Assert.Equal(new Disconnect { ReasonCode = ReasonCode.UseAnotherServer, Properties = new() { ServerReference = Other } }, client.Expect<Disconnect>());
        client.ExpectClosed();
        old.ExpectClosed();
    }

    [Fact]
    public void AShutdownIsAShutdownOtherwise()
    {
        var broker = new TestBroker(new() { ServerReference = Other });
        var client = broker.Connect("c");

        broker.Broker.Shutdown(broker.Now);

        Assert.Equal(new Disconnect { ReasonCode = ReasonCode.ServerShuttingDown }, client.Expect<Disconnect>());
    }
}
