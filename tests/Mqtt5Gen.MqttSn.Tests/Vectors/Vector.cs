using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.MqttSn.Tests.Vectors;

/// <summary>A named message: its bytes, and either what they say or the rule they break.</summary>
public sealed record Vector
{
    public required string Name { get; init; }

    public required byte[] Bytes { get; init; }

    public Role Sender { get; init; }

    /// <summary>What the message says; null when it breaks a rule.</summary>
    public YamlMappingNode? Fields { get; init; }

    /// <summary>The bytes that the message is encoded to: its own, unless they are not the form that encoders choose.</summary>
    public required byte[] EncodesTo { get; init; }

    public Rule Breaks { get; init; }

    public int? At { get; init; }

    public ReasonCode? Answer { get; init; }

    /// <summary>The bytes of Length: one, or three that begin with 0x01 (5.2.1).</summary>
    public int LengthBytes => Bytes[0] == 1 ? 3 : 1;

    public PacketType Type => (PacketType)Bytes[LengthBytes];
}
