using Mqtt5Gen.Protocol.Tests.Vectors;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>A packet that would exceed the receiver's Maximum Packet Size goes without Reason String, then without User Properties.</summary>
public sealed class FitToTests
{
    public static TheoryData<string> PacketsThatShed() =>
    [
        "ConnAckWithEverything", // [MQTT-3.2.2-19] [MQTT-3.2.2-20]
        "PubAckWithEverything", // [MQTT-3.4.2-2] [MQTT-3.4.2-3]
        "PubRecWithEverything", // [MQTT-3.5.2-2] [MQTT-3.5.2-3]
        "PubRelWithEverything", // [MQTT-3.6.2-2] [MQTT-3.6.2-3]
        "PubCompWithEverything", // [MQTT-3.7.2-2] [MQTT-3.7.2-3]
        "SubAckWithEveryProperty", // [MQTT-3.9.2-1] [MQTT-3.9.2-2]
        "UnsubAckWithEveryProperty", // [MQTT-3.11.2-1] [MQTT-3.11.2-2]
        "DisconnectWithEverything", // [MQTT-3.14.2-3] [MQTT-3.14.2-4]
        "AuthWithEverything", // [MQTT-3.15.2-2] [MQTT-3.15.2-3]
    ];

    [Theory, MemberData(nameof(PacketsThatShed))]
    public void PacketThatFitsKeepsEverything(string name)
    {
        var (packet, version) = Load(name);

        Assert.Equal(packet, FitTo(packet, packet.Measure(version).Size, version));
    }

    [Theory, MemberData(nameof(PacketsThatShed))]
    public void PacketOneByteTooLargeGoesWithoutReasonString(string name)
    {
        var (packet, version) = Load(name);

        var fitted = FitTo(packet, packet.Measure(version).Size - 1, version);

        Assert.Equal((false, true), WhatIsLeft(fitted));
        Assert.True(fitted.Measure(version).Size < packet.Measure(version).Size);
    }

    [Theory, MemberData(nameof(PacketsThatShed))]
    public void PacketStillTooLargeGoesWithoutUserProperties(string name)
    {
        var (packet, version) = Load(name);
        var withoutReason = FitTo(packet, packet.Measure(version).Size - 1, version);

        var fitted = FitTo(packet, withoutReason.Measure(version).Size - 1, version);

        Assert.Equal((false, false), WhatIsLeft(fitted));
        Assert.True(fitted.Measure(version).Size < withoutReason.Measure(version).Size);
    }

    private static (IPacket Packet, ProtocolVersion Version) Load(string name)
    {
        var vector = AllVectors.Named(name);
        return ((IPacket)ExpectedPacket.Build(vector.Type, vector.Fields!), vector.Version);
    }

    private static IPacket FitTo(IPacket packet, int maximumPacketSize, ProtocolVersion version) =>
        (IPacket)packet.GetType().GetMethod(nameof(PubAck.FitTo))!.Invoke(packet, [(uint)maximumPacketSize, version])!;

    private static (bool ReasonString, bool UserProperties) WhatIsLeft(IPacket packet)
    {
        var properties = packet.GetType().GetProperty(nameof(PubAck.Properties))!.GetValue(packet)!;
        bool Has(PropertyId id) => (bool)properties.GetType().GetMethod(nameof(PubAckProperties.Has))!.Invoke(properties, [id])!;
        return (Has(PropertyId.ReasonString), Has(PropertyId.UserProperty));
    }
}
