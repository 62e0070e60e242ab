using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>A named packet: its bytes, and either what they say or the rule they break.</summary>
public sealed record Vector
{
    public required string Name { get; init; }

    public required byte[] Bytes { get; init; }

    public ProtocolVersion Version { get; init; }

    public Role Sender { get; init; }

    /// <summary>What was announced before; null: nothing is checked against it.</summary>
    public YamlMappingNode? Announced { get; init; }

    /// <summary>What the packet says; null when it breaks a rule.</summary>
    public YamlMappingNode? Fields { get; init; }

    /// <summary>The bytes that the packet is encoded to: its own, unless they are not the form that encoders choose.</summary>
    public required byte[] EncodesTo { get; init; }

    public Rule Breaks { get; init; }

    public int? At { get; init; }

    public ReasonCode? Answer { get; init; }

    public PacketType Type => (PacketType)(Bytes[0] >> 4);
}
