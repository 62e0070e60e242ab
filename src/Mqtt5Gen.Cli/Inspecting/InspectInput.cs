using System.Text;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>The bytes to inspect, from the command line or from standard input.</summary>
internal static class InspectInput
{
    /// <summary>The argument that stands for standard input.</summary>
    public const string Standard = "-";

    /// <summary>The bytes that the arguments mean.</summary>
    public static byte[] Read(IReadOnlyList<string> arguments, Func<Stream> standardInput)
    {
        if (arguments.Count == 0) throw new CliException("there is nothing to inspect; give the bytes in hexadecimal, or - for standard input");
        if (arguments is [Standard]) return FromStandard(standardInput);
        return HexText.Read(string.Join(' ', arguments), out var bytes) is { } fault ? throw new CliException(fault) : bytes;
    }

    // Packets have bytes that no text has: what is text is meant as hexadecimal.
    private static byte[] FromStandard(Func<Stream> standardInput)
    {
        using var input = standardInput();
        using MemoryStream read = new();
        input.CopyTo(read);
        var raw = read.ToArray();
        if (!raw.All(IsText)) return raw;
        return HexText.Read(Encoding.ASCII.GetString(raw), out var bytes) is { } fault ? throw new CliException($"standard input: {fault}") : bytes;
    }

    private static bool IsText(byte one) => one is (>= 0x20 and < 0x7F) or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
