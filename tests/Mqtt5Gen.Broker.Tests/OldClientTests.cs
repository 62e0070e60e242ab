using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests;

/// <summary>Clients of MQTT 3.1, which call the protocol MQIsdp.</summary>
public sealed class OldClientTests
{
    private readonly TestBroker _broker = new();

    [Fact]
    public void MessagesGoToAndFroBetweenVersions()
    {
        var old = _broker.Connect("old", ProtocolVersion.V31);
        Assert.Equal([ReasonCode.GrantedQoS1], old.Subscribe("a", QoS.AtLeastOnce).ReasonCodes);
        var young = _broker.Connect("young");
        young.Subscribe("b");

        young.Publish("a", "down");
        old.Publish("b", "up");

        old.ExpectMessage("down");
        young.ExpectMessage("up");
    }

    [Fact]
    public void ASessionIsGoneOnWithAndNotToldOf() // in 3.1 that byte of CONNACK is reserved
    {
        var first = _broker.Open(ProtocolVersion.V31);
        first.Send(new Connect { ClientId = "c" });
        Assert.Equal([0x20, 2, 0, 0], Taken(first));
        first.Subscribe("t", QoS.AtLeastOnce);
        first.Send(default(Disconnect));

        _broker.Connect("p").Publish("t", "kept", QoS.AtLeastOnce);
        var second = _broker.Open(ProtocolVersion.V31);
        second.Send(new Connect { ClientId = "c" });

        Assert.Equal([0x20, 2, 0, 0], Taken(second)[..4]);
    }

    [Fact]
    public void AClientWithoutANameIsRefused()
    {
        var client = _broker.Open(ProtocolVersion.V31);

        client.Send(new Connect { CleanStart = true });

        Assert.Equal([0x20, 2, 0, 2], Taken(client));
    }

    [Theory]
    [InlineData("10 10 0006 4d5149736470 02 02 0000 0002 6331", "20 02 00 01")] // MQIsdp, of a version that nobody knows
    [InlineData("10 10 0006 4d5149736471 03 02 0000 0002 6331", "")] // something else
    public void AnOtherProtocolIsRefused(string connect, string answer)
    {
        var client = _broker.Open(ProtocolVersion.V31);

        client.SendBytes(Convert.FromHexString(connect.Replace(" ", "", StringComparison.Ordinal)));

        Assert.Equal(Convert.FromHexString(answer.Replace(" ", "", StringComparison.Ordinal)), Taken(client));
    }

    private static byte[] Taken(TestClient client)
    {
        var bytes = client.Output.Unread.ToArray();
        client.Output.Skip(bytes.Length);
        return bytes;
    }
}
