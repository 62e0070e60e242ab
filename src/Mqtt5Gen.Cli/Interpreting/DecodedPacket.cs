using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What came of some bytes.</summary>
/// <param name="Head">Their head.</param>
/// <param name="Bytes">The packet's bytes; where they are no whole packet, all there are.</param>
/// <param name="Packet">Which packet it is, or null: unknown.</param>
/// <param name="Version">The version that it was read as.</param>
/// <param name="Parts">The parts as far as they could be read.</param>
/// <param name="Content">What it says; null where it is not whole or breaks a rule.</param>
/// <param name="Broken">The rule that it breaks, or null.</param>
internal sealed record DecodedPacket(
    PacketHead Head,
    ReadOnlyMemory<byte> Bytes,
    Packet? Packet,
    ProtocolVersion Version,
    IReadOnlyList<Part> Parts,
    PacketContent? Content,
    BrokenRule? Broken)
{
    /// <summary>Whether the packet goes on behind the bytes, and nothing is wrong so far.</summary>
    public bool IsIncomplete => Broken is null && Head.State is FrameState.Incomplete;
}
