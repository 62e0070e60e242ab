using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>A packet's bytes in hexadecimal, spaced by its parts.</summary>
internal static class VectorHex
{
    /// <summary>The bytes of a vector.</summary>
    public static string Of(Vector vector)
    {
        var cuts = Starts(vector.Parts).Where(offset => offset < vector.Bytes.Length).Append(0).Distinct().Order().ToList();
        var ends = cuts.Skip(1).Append(vector.Bytes.Length);
        return string.Join(' ', cuts.Zip(ends, (start, end) => Convert.ToHexStringLower(vector.Bytes.AsSpan(start..end))));
    }

    // What follows a part that could be read starts a part of its own.
    private static IEnumerable<int> Starts(IEnumerable<Part> parts) =>
        parts.Where(part => part.Kind is not PartKind.Bits).SelectMany(part => Starts(part.Parts).Concat([part.Offset, part.Offset + part.Length]));
}
