using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Simulation;

internal enum PacketKind
{
    Publish,
    PubAck,
    PubRec,
    PubRel,
    PubComp,
    Subscribe,
    SubAck,
}

internal readonly record struct Packet(PacketKind Kind, ushort PacketId, Message Message = default, ReasonCode Reason = ReasonCode.Success);

/// <summary>A message by its number in the order of publishing. Some are refused, each time they come.</summary>
internal readonly record struct Message(int Number, QoS QoS)
{
    public bool IsRefused => Number % 11 == 5;
}
