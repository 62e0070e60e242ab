namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>Bytes as vectors write them: hexadecimal, spaced as the author likes; <c>61*3</c> is the byte 61 three times.</summary>
internal static class Hex
{
    public static byte[] Parse(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(Part)];

    private static IEnumerable<byte> Part(string part) => part.Split('*') switch
    {
        [var bytes] => Convert.FromHexString(bytes),
        [var bytes, var times] => Enumerable.Repeat(Convert.FromHexString(bytes).Single(), int.Parse(times)),
        _ => throw new FormatException($"'{part}' is neither hexadecimal nor a repeated byte."),
    };
}
