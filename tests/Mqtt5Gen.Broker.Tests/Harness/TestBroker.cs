using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>A broker whose time is a number.</summary>
internal sealed class TestBroker(BrokerOptions? options = null, BrokerObserver? observer = null, BrokerAccess? access = null)
{
    public MqttBroker Broker { get; } = new(options ?? new(), observer, access);

    public long Now { get; private set; } = 1_000_000;

    /// <summary>Both versions of the protocol.</summary>
    public static TheoryData<ProtocolVersion> Versions => [ProtocolVersion.V311, ProtocolVersion.V5];

    /// <summary>Time passes, second by second.</summary>
    public void Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Now += 1000;
            Broker.Tick(Now);
        }
    }

    /// <summary>Time passes, and the broker has not noticed yet.</summary>
    public void PassWithoutTick(int seconds) => Now += seconds * 1000L;

    /// <summary>A connection that has said nothing.</summary>
    public TestClient Open(ProtocolVersion version = ProtocolVersion.V5) => new(this, version);

    /// <summary>A connection whose CONNECT was accepted.</summary>
    public TestClient Connect(string clientId, ProtocolVersion version = ProtocolVersion.V5, bool clean = true, uint expiry = 0, ConnectProperties? properties = null) =>
        Connect(out _, clientId, version, clean, expiry, properties);

    public TestClient Connect(out ConnAck connAck, string clientId, ProtocolVersion version = ProtocolVersion.V5, bool clean = true, uint expiry = 0, ConnectProperties? properties = null)
    {
        var connect = new Connect { ClientId = clientId, CleanStart = clean, Properties = (properties ?? new()) with { SessionExpiryInterval = expiry } };
        return Connect(connect, out connAck, version);
    }

    public TestClient Connect(Connect connect, out ConnAck connAck, ProtocolVersion version = ProtocolVersion.V5)
    {
        var client = Open(version);
        client.Send(connect);
        connAck = client.Expect<ConnAck>();
        Assert.Equal(ReasonCode.Success, connAck.ReasonCode);
        return client;
    }

    public TestClient Connect(Connect connect, ProtocolVersion version = ProtocolVersion.V5) => Connect(connect, out _, version);
}
