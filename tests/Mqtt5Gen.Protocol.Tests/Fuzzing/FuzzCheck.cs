using Mqtt5Gen.Protocol.Tests.Decoding;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests.Fuzzing;

/// <summary>What must hold for any bytes.</summary>
internal static class FuzzCheck
{
    /// <summary>Decodes the case; if it is a packet, encodes it and decodes that.</summary>
    /// <returns>Whether it is a packet.</returns>
    public static bool IsPacket(FuzzCase fuzzCase)
    {
        var (bytes, version, sender) = fuzzCase;
        var decoded = Decoder.Decode(bytes, version, sender);
        if (decoded.Status is FrameStatus.Incomplete)
        {
            Assert.True(decoded.Length == 0 || decoded.Length > bytes.Length);
            return false;
        }

        if (!decoded.Violation.IsNone)
        {
            Assert.InRange(decoded.Violation.Offset, 0, Math.Max(decoded.Length, 1));
            Assert.True(Enum.IsDefined(decoded.Violation.Answer));
            return false;
        }

        AssertSurvivesEncoding(decoded, version, sender);
        return true;
    }

    private static void AssertSurvivesEncoding(Decoded decoded, ProtocolVersion version, Role sender)
    {
        Assert.True(decoded.Encoded.AsSpan().SequenceEqual(decoded.Packet!.ToArray(decoded.Version)), "A view and its owned copy are encoded alike.");

        var again = Decoder.Decode(decoded.Encoded, version, sender);
        Assert.True(again.Violation.IsNone, again.Violation.ToString());
        Assert.Equal(decoded.Encoded!.Length, again.Length);
        Assert.Equal(decoded.Packet, again.Packet);
        Assert.True(decoded.Encoded.AsSpan().SequenceEqual(again.Encoded), "What is encoded twice is encoded alike.");
    }
}
