using Mqtt5Gen.Protocol.Tests.Vectors;

namespace Mqtt5Gen.Protocol.Tests.Fuzzing;

/// <summary>Makes packets that differ from a vector by a few bytes.</summary>
internal static class MutatedVectors
{
    private static readonly Vector[] Short = [.. AllVectors.All.Where(vector => vector.Bytes.Length is >= 2 and < 500)];

    public static FuzzCase Next(Random random)
    {
        var vector = Short[random.Next(Short.Length)];
        var header = vector.Bytes[0];
        var body = new List<byte>(Body(vector).ToArray());
        if (random.Next(16) == 0) header ^= (byte)(1 << random.Next(8));
        for (var changes = random.Next(3); changes >= 0; changes--) Change(random, body);

        var bytes = ByteFactory.Frame(header, [.. body]);
        if (random.Next(16) == 0) bytes[random.Next(bytes.Length)] = ByteFactory.Byte(random); // Remaining Length may suffer too
        return new FuzzCase(
            bytes,
            random.Next(8) == 0 ? (ProtocolVersion)random.Next(4, 6) : vector.Version,
            random.Next(8) == 0 ? (Role)random.Next(2) : vector.Sender);
    }

    private static ReadOnlySpan<byte> Body(Vector vector) =>
        vector.Bytes.AsSpan(Math.Min(vector.Bytes.Length, 2 + vector.Bytes.AsSpan(1).IndexOfAnyInRange((byte)0, (byte)0x7F)));

    private static void Change(Random random, List<byte> body)
    {
        var at = random.Next(body.Count + 1);
        var isInside = at < body.Count;
        switch (random.Next(6))
        {
            case 0 when isInside: body[at] ^= (byte)(1 << random.Next(8)); break;
            case 1 when isInside: body[at] = ByteFactory.Byte(random); break;
            case 2 when isInside: body.RemoveRange(at, Math.Min(body.Count - at, 1 + random.Next(4))); break;
            case 3: body.RemoveRange(at, body.Count - at); break;
            case 4: Splice(random, body, at); break;
            default: body.Insert(at, ByteFactory.Byte(random)); break;
        }
    }

    private static void Splice(Random random, List<byte> body, int at)
    {
        var other = Body(Short[random.Next(Short.Length)]);
        body.RemoveRange(at, body.Count - at);
        body.AddRange(other[random.Next(other.Length + 1)..]);
    }
}
