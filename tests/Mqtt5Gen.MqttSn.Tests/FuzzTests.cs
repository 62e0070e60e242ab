using CsCheck;
using Mqtt5Gen.MqttSn.Tests.Decoding;
using Mqtt5Gen.MqttSn.Tests.Vectors;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.MqttSn.Tests;

/// <summary>Whatever bytes come, they are a message that survives encoding, or break a rule at a place within them.</summary>
public sealed class FuzzTests
{
    private const int Samples = 200;
    private const int CasesOfASample = 1_000;

    private static readonly Vector[] Short = [.. AllVectors.All.Where(vector => vector.Bytes.Length < 300)];

    [Fact]
    public void MutatedVectorsAreDecodedOrRefused()
    {
        var messages = 0;
        Gen.Int.Uniform.Sample(seed => messages += RunSample(seed), iter: Samples, threads: 1);
        Assert.True(messages > Samples * CasesOfASample / 20, $"Only {messages} cases were messages: too few to tell of encoding.");
    }

    // A sample is a seed, so that the library draws, reports and repeats seeds while the cases run in a plain loop.
    private static int RunSample(int seed)
    {
        var random = new Random(seed);
        var messages = 0;
        for (var i = 0; i < CasesOfASample; i++)
        {
            var bytes = Mutated(random);
            var sender = (Role)random.Next(2);
            try
            {
                if (IsMessage(bytes, sender)) messages++;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, case {i}, from the {sender}: {Convert.ToHexString(bytes)}", exception);
            }
        }

        return messages;
    }

    private static bool IsMessage(byte[] bytes, Role sender)
    {
        var decoded = Decoded.From(bytes, sender);
        if (decoded.Status is FrameStatus.Incomplete)
        {
            Assert.True(decoded.Length == 0 || decoded.Length > bytes.Length);
            return false;
        }

        if (!decoded.Violation.IsNone)
        {
            Assert.InRange(decoded.Violation.Offset, 0, Math.Max(decoded.Length, 1));
            return false;
        }

        Assert.Equal(decoded.Encoded, decoded.Packet!.ToArray(ProtocolVersion.V12));
        var again = Decoded.From(decoded.Encoded, sender);
        Assert.Equal(decoded.Packet, again.Packet);
        Assert.Equal(decoded.Encoded, again.Encoded);
        return true;
    }

    // The Length is set right more often than not, so that the mutations get into the fields.
    private static byte[] Mutated(Random random)
    {
        var vector = Short[random.Next(Short.Length)];
        var body = vector.Bytes.Skip(vector.LengthBytes).ToList();
        for (var changes = random.Next(3); changes >= 0; changes--) Change(random, body);
        if (random.Next(8) == 0) return [vector.Bytes[0], .. body];

        var isShort = body.Count < 255 && random.Next(4) > 0;
        var length = body.Count + (isShort ? 1 : 3);
        return isShort ? [(byte)length, .. body] : [1, (byte)(length >> 8), (byte)length, .. body];
    }

    private static void Change(Random random, List<byte> body)
    {
        var at = random.Next(body.Count + 1);
        var isInside = at < body.Count;
        switch (random.Next(5))
        {
            case 0 when isInside:
                body[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when isInside:
                body[at] = (byte)random.Next(256);
                break;
            case 2:
                body.RemoveRange(at, body.Count - at);
                break;
            case 3 when isInside:
                body.RemoveAt(at);
                break;
            default:
                body.Insert(at, (byte)random.Next(256));
                break;
        }
    }
}
