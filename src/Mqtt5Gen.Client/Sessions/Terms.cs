using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>What holds between the two ends of a connection: the version, and what each has announced.</summary>
internal sealed record Terms(ProtocolVersion Version, Announced Own, Announced Server)
{
    /// <summary>The terms of no connection: what is sent is held against those of the one that carries it.</summary>
    public static Terms None { get; } = new(ProtocolVersion.V5, Announced.Nothing, Announced.Nothing);

    /// <summary>The failure of a packet that is larger than the server takes, null where it is not.</summary>
    public MqttException? TooLarge(int size) => size <= Server.MaximumPacketSize.GetValueOrDefault(uint.MaxValue)
        ? null
        : new MqttException($"The packet takes {size} bytes, the server's Maximum Packet Size is {Server.MaximumPacketSize} (3.2.2.3.6).", ReasonCode.PacketTooLarge); // [MQTT-3.2.2-15]
}
