using Mqtt5Gen.Wire;

namespace Mqtt5Gen.MqttSn.Tests.Decoding;

/// <summary>What came of some bytes.</summary>
/// <param name="Status">What the frame reader said.</param>
/// <param name="Length">The message's length in bytes, as the frame reader knows it.</param>
/// <param name="Violation">The rule that was broken, if any.</param>
/// <param name="Packet">The owned message.</param>
/// <param name="Encoded">The view, encoded again.</param>
internal sealed record Decoded(FrameStatus Status, int Length, Violation Violation, IPacket? Packet, byte[] Encoded)
{
    /// <summary>Decodes the message that <paramref name="input"/> starts with.</summary>
    public static Decoded From(ReadOnlySpan<byte> input, Role sender)
    {
        var status = PacketFrame.TryRead(input, uint.MaxValue, out var frame, out var length);
        if (status is not FrameStatus.Complete) return new(status, length, status.ToViolation(), null, []);

        Collector collector = new();
        var succeeded = sender is Role.Client
            ? PacketDispatch.FromClient(ref collector, frame, ProtocolVersion.V12, out var violation)
            : PacketDispatch.FromGateway(ref collector, frame, ProtocolVersion.V12, out violation);
        Assert.Equal(succeeded, violation.IsNone);
        Assert.Equal(succeeded, collector.Packet is not null);
        if (succeeded) Assert.Equal(collector.Encoded.Length, collector.Written);
        return new(status, length, violation, collector.Packet, collector.Encoded);
    }
}
