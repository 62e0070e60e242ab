using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests.Decoding;

/// <summary>Decodes as a connection does: finds the frame, then dispatches it.</summary>
internal static class Decoder
{
    /// <summary>Decodes the packet that <paramref name="input"/> starts with.</summary>
    public static Decoded Decode(
        ReadOnlySpan<byte> input, ProtocolVersion version, Role sender, Announced? client = null, Announced? server = null)
    {
        var limit = (sender is Role.Client ? server : client)?.MaximumPacketSize ?? uint.MaxValue;
        var status = FrameReader.TryRead(input, limit, out var frame, out var length);
        if (status is not FrameStatus.Complete) return new Decoded(status, length, status.ToViolation(), version);

        var collector = new Collector(version, sender, client ?? new Announced(), server ?? new Announced());
        var succeeded = Dispatch(ref collector, frame, version, sender, out var violation);
        Assert.Equal(succeeded, violation.IsNone);
        Assert.Equal(succeeded, collector.Packet is not null);
        return new Decoded(status, length, violation, collector.Version, collector.Packet, collector.Encoded, collector.BrokenLimit);
    }

    private static bool Dispatch(ref Collector collector, Frame frame, ProtocolVersion version, Role sender, out Violation violation) =>
        sender is Role.Client
            ? PacketDispatch.FromClient(ref collector, frame, version, out violation)
            : PacketDispatch.FromServer(ref collector, frame, version, out violation);
}
