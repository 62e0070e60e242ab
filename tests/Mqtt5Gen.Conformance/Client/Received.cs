namespace Mqtt5Gen.Conformance.Client;

/// <summary>A packet as it came.</summary>
/// <param name="Packet">What it says.</param>
/// <param name="Bytes">All of its bytes.</param>
internal sealed record Received(IPacket Packet, byte[] Bytes);
