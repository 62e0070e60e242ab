using Mqtt5Gen.MqttSn.Tests.Decoding;
using Mqtt5Gen.MqttSn.Tests.Vectors;
using Mqtt5Gen.Protocol.Tests.Vectors;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.MqttSn.Tests;

/// <summary>Every vector, however it is fed, says what it says it says: with code that comes of the spec alone.</summary>
public sealed class VectorTests
{
    private const int Margin = 32;

    [Theory, MemberData(nameof(AllVectors.InEveryFeeding), MemberType = typeof(AllVectors))]
    public void VectorIsDecodedAsItSays(string name, Feeding feeding)
    {
        var vector = AllVectors.Named(name);
        if (feeding is Feeding.InPieces) AssertPrefixesAreIncomplete(vector);

        var decoded = Decoded.From(Fed(vector.Bytes, feeding), vector.Sender);

        if (decoded.Status is FrameStatus.Complete) Assert.Equal(vector.Bytes.Length, decoded.Length);
        if (vector.Breaks is Rule.None) AssertSays(vector, decoded);
        else AssertBreaks(vector, decoded);
    }

    [Theory, MemberData(nameof(AllVectors.ValidNames), MemberType = typeof(AllVectors))]
    public void VectorIsEncodedAsItSays(string name)
    {
        var vector = AllVectors.Named(name);
        var packet = Build(vector);

        Assert.Equal(vector.EncodesTo, packet.ToArray(ProtocolVersion.V12));
        Assert.Equal(vector.EncodesTo.Length, packet.Measure(ProtocolVersion.V12).Size);
        Assert.Equal(vector.Type, packet.Type);
    }

    private static IPacket Build(Vector vector) =>
        (IPacket)ExpectedObject.Build(typeof(Publish).Assembly.GetType($"{typeof(Publish).Namespace}.{vector.Type}", throwOnError: true)!, vector.Fields!);

    // The input goes on after the message, as it does where a forwarder puts two into one datagram.
    private static ReadOnlySpan<byte> Fed(byte[] bytes, Feeding feeding)
    {
        if (feeding is Feeding.Whole or Feeding.InPieces) return bytes;

        var amid = new byte[bytes.Length + (2 * Margin)];
        amid.AsSpan().Fill(feeding is Feeding.AmidNoise ? (byte)0xCC : (byte)0);
        bytes.CopyTo(amid, Margin);
        return amid.AsSpan(Margin);
    }

    private static void AssertPrefixesAreIncomplete(Vector vector)
    {
        var whole = PacketFrame.TryRead(vector.Bytes, uint.MaxValue, out _, out _);
        for (var end = 0; end < vector.Bytes.Length; end++)
        {
            var status = PacketFrame.TryRead(vector.Bytes.AsSpan(0, end), uint.MaxValue, out _, out var needed);
            if (status == whole && status is not FrameStatus.Complete) return; // bad already by its first bytes

            var expected = end < vector.LengthBytes ? 0 : vector.Bytes.Length;
            Assert.True(status is FrameStatus.Incomplete && needed == expected, $"{end} of {vector.Bytes.Length} bytes are {status} with length {needed}, not Incomplete with length {expected}.");
        }
    }

    private static void AssertSays(Vector vector, Decoded decoded)
    {
        Assert.True(decoded.Violation.IsNone, decoded.Violation.ToString());
        Assert.Equal(Build(vector), decoded.Packet);
        Assert.Equal(vector.EncodesTo, decoded.Encoded);
        Assert.Equal(vector.EncodesTo, decoded.Packet!.ToArray(ProtocolVersion.V12));
    }

    private static void AssertBreaks(Vector vector, Decoded decoded)
    {
        Assert.Equal(vector.Breaks, decoded.Violation.Rule);
        Assert.Equal(vector.At ?? decoded.Violation.Offset, decoded.Violation.Offset);
        Assert.Equal(vector.Answer ?? decoded.Violation.Answer, decoded.Violation.Answer);
        Assert.InRange(decoded.Violation.Offset, 0, vector.Bytes.Length);
    }
}
