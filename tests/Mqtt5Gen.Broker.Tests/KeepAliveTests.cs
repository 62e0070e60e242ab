using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

public sealed class KeepAliveTests
{
    private readonly TestBroker _broker = new();

    public static TheoryData<ProtocolVersion> Versions => TestBroker.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void ASilentClientIsClosedAfterOneAndAHalfTimesItsKeepAlive(ProtocolVersion version) // MQTT-3.1.2-22
    {
        var client = _broker.Connect(Connect(keepAlive: 4), version);

        _broker.Pass(seconds: 5);
        Assert.False(client.Connection.IsClosed);
        _broker.Pass(seconds: 1);

        client.ExpectClosed(ReasonCode.KeepAliveTimeout);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void PingReqIsAnsweredAndKeepsTheConnection(ProtocolVersion version) // MQTT-3.12.4-1
    {
        var client = _broker.Connect(Connect(keepAlive: 100), version);

        for (var i = 0; i < 5; i++)
        {
            _broker.Pass(seconds: 140);
            client.Send(new PingReq());
            client.Expect<PingResp>();
        }

        _broker.Pass(seconds: 149);
        Assert.False(client.Connection.IsClosed);
        _broker.Pass(seconds: 1);
        Assert.True(client.Connection.IsClosed);
    }

    [Fact]
    public void KeepAliveZeroTurnsItOff()
    {
        var client = _broker.Connect(Connect(keepAlive: 0));

        _broker.Pass(seconds: 1000);

        Assert.False(client.Connection.IsClosed);
        _broker.Broker.Shutdown(_broker.Now);
        client.ExpectClosed(ReasonCode.ServerShuttingDown);
    }

    private static Connect Connect(ushort keepAlive) => new() { ClientId = "c", CleanStart = true, KeepAlive = keepAlive };
}
