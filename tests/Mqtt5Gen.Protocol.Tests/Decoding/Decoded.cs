using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests.Decoding;

/// <summary>What came of some bytes.</summary>
/// <param name="Status">What the frame reader said.</param>
/// <param name="Length">The packet's length in bytes, as the frame reader knows it.</param>
/// <param name="Violation">The rule that was broken, if any.</param>
/// <param name="Version">The version of the packet: a CONNECT decides it itself.</param>
/// <param name="Packet">The owned packet.</param>
/// <param name="Encoded">The view, encoded again.</param>
/// <param name="BrokenLimit">What the packet breaks of what was announced, if anything.</param>
internal sealed record Decoded(
    FrameStatus Status,
    int Length,
    Violation Violation,
    ProtocolVersion Version,
    IPacket? Packet = null,
    byte[]? Encoded = null,
    Violation BrokenLimit = default);
