using Mqtt5Gen.Protocol.Tests.Decoding;
using Mqtt5Gen.Protocol.Tests.Vectors;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>Every vector, however it is fed, says what it says it says.</summary>
public sealed class VectorTests
{
    private const int Margin = 32;

    [Theory, MemberData(nameof(AllVectors.InEveryFeeding), MemberType = typeof(AllVectors))]
    public void VectorIsDecodedAsItSays(string name, Feeding feeding)
    {
        var vector = AllVectors.Named(name);
        var (client, server) = vector.Announced is null ? default((Announced?, Announced?)) : ExpectedAnnouncements.Of(vector);

        var maximumPacketSize = (vector.Sender is Role.Client ? server : client)?.MaximumPacketSize ?? uint.MaxValue;
        if (feeding is Feeding.InPieces) AssertPrefixesAreIncomplete(vector.Bytes, maximumPacketSize);
        var decoded = Decoder.Decode(Fed(vector.Bytes, feeding), vector.Version, vector.Sender, client, server);

        if (decoded.Status is FrameStatus.Complete) Assert.Equal(vector.Bytes.Length, decoded.Length);
        if (vector.Breaks is Rule.None) AssertSays(vector, decoded);
        else AssertBreaks(vector, decoded);
    }

    [Theory, MemberData(nameof(AllVectors.ValidNames), MemberType = typeof(AllVectors))]
    public void VectorIsEncodedAsItSays(string name)
    {
        var vector = AllVectors.Named(name);
        var packet = (IPacket)ExpectedPacket.Build(vector.Type, vector.Fields!);

        Assert.Equal(vector.EncodesTo, packet.ToArray(vector.Version));
        Assert.Equal(vector.EncodesTo.Length, packet.Measure(vector.Version).Size);
    }

    // The input goes on after the packet, as it does on a connection.
    private static ReadOnlySpan<byte> Fed(byte[] bytes, Feeding feeding)
    {
        if (feeding is Feeding.Whole or Feeding.InPieces) return bytes;

        var amid = new byte[bytes.Length + (2 * Margin)];
        amid.AsSpan().Fill(feeding is Feeding.AmidNoise ? (byte)0xCC : (byte)0);
        bytes.CopyTo(amid, Margin);
        return amid.AsSpan(Margin);
    }

    private static void AssertPrefixesAreIncomplete(ReadOnlySpan<byte> bytes, uint maximumPacketSize)
    {
        var whole = FrameReader.TryRead(bytes, maximumPacketSize, out _, out _);
        var headerLength = whole is FrameStatus.Complete ? 2 + bytes[1..].IndexOfAnyInRange((byte)0, (byte)0x7F) : bytes.Length;
        for (var end = 0; end < bytes.Length; end++)
        {
            var status = FrameReader.TryRead(bytes[..end], maximumPacketSize, out _, out var needed);
            if (status == whole && status is not FrameStatus.Complete) return; // bad already by its first bytes

            var expected = end < headerLength ? 0 : bytes.Length;
            if (status is FrameStatus.Incomplete && needed == expected) continue;

            Assert.Fail($"{end} of {bytes.Length} bytes are {status} with length {needed}, not Incomplete with length {expected}.");
        }
    }

    private static void AssertSays(Vector vector, Decoded decoded)
    {
        Assert.True(decoded.Violation.IsNone, decoded.Violation.ToString());
        Assert.Equal(vector.Version, decoded.Version);
        Assert.Equal(ExpectedPacket.Build(vector.Type, vector.Fields!), decoded.Packet);
        Assert.Equal(vector.EncodesTo, decoded.Encoded);
        Assert.Equal(vector.EncodesTo, decoded.Packet!.ToArray(vector.Version));
        if (vector.Announced is not null) Assert.True(decoded.BrokenLimit.IsNone, decoded.BrokenLimit.ToString());
    }

    private static void AssertBreaks(Vector vector, Decoded decoded)
    {
        var violation = decoded.Packet is null || vector.Announced is null ? decoded.Violation : decoded.BrokenLimit;
        Assert.Equal(vector.Breaks, violation.Rule);
        Assert.Equal(vector.At ?? violation.Offset, violation.Offset);
        Assert.Equal(vector.Answer ?? violation.Answer, violation.Answer);
        Assert.InRange(violation.Offset, 0, vector.Bytes.Length);
    }
}
