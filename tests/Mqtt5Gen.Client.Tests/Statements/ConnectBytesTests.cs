using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Statements;

/// <summary>CONNECT, byte by byte.</summary>
public sealed class ConnectBytesTests
{
    private static readonly MqttClientOptions Plain = new()
    {
        ClientId = "id",
        KeepAlive = TimeSpan.FromSeconds(10),
        ReceiveMaximum = ushort.MaxValue,
        MaximumPacketSize = uint.MaxValue,
    };

    [Fact]
    [Statement("MQTT-3.1.0-1", "MQTT-3.1.2-1", "MQTT-3.1.2-11", "MQTT-3.1.2-13", "MQTT-3.1.2-16", "MQTT-3.1.2-18", "MQTT-3.1.3-3", "MQTT-3.1.3-4", "MQTT-2.1.3-1")]
    public async Task WithoutWillAndNamesNothingOfThemIsThere()
    {
        var (server, _) = FakeServer.Begin(Plain);
        Assert.Equal("100F" + "00044D515454" + "05" + "02" + "000A" + "00" + "00026964", Convert.ToHexString(await server.ReadAsync()));
    }

    [Fact]
    [Statement("MQTT-3.1.2-9", "MQTT-3.1.2-17", "MQTT-3.1.2-19", "MQTT-3.1.3-1", "MQTT-3.1.3-11", "MQTT-3.1.3-12")]
    public async Task WillAndNamesStandInTheirOrderWithTheirFlags()
    {
        var (server, _) = FakeServer.Begin(Plain with
        {
            UserName = "un",
            Password = FakeServer.Utf8("pw"),
            Will = new MqttWill { Topic = "wt", Payload = FakeServer.Utf8("wp"), QoS = QoS.AtLeastOnce, Retain = true, Properties = new() { WillDelayInterval = 5 } },
        });
        var head = "00044D515454" + "05" + "EE" + "000A" + "00"; // 1110 1110: names, Will Retain, Will QoS 1, Will, Clean Start
        var will = "05" + "1800000005" + "00027774" + "00027770";
        Assert.Equal("1025" + head + "00026964" + will + "0002756E" + "00027077", Convert.ToHexString(await server.ReadAsync()));
    }

    [Fact]
    [Statement("MQTT-3.1.2-12")]
    public async Task AWillOfQoS3IsRefused()
    {
        var (_, connecting) = FakeServer.Begin(Plain with { Will = new MqttWill { Topic = "w", QoS = (QoS)3 } });
        Assert.Contains("MQTT-3.1.2-12", (await Assert.ThrowsAsync<ArgumentException>(() => connecting)).Message, StringComparison.Ordinal);
    }
}
