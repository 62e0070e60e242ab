using Mqtt5Gen.Protocol.Tests.Decoding;
using Mqtt5Gen.Protocol.Tests.Fuzzing;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests.Interpreting;

/// <summary>What the generated codec and the interpreter of the spec must say alike.</summary>
internal static class DifferentialCheck
{
    /// <summary>Holds the two against each other.</summary>
    /// <returns>Whether the bytes are a packet.</returns>
    public static bool IsPacket(FuzzCase fuzzCase)
    {
        var (bytes, version, sender) = fuzzCase;
        var generated = Decoder.Decode(bytes, version, sender);
        var interpreted = Interpreter.Decode(bytes, version, sender);

        Assert.Equal(generated.Length, interpreted.Head.Length ?? 0);
        Assert.Equal(generated.Status is FrameStatus.Incomplete, interpreted.IsIncomplete);
        if (interpreted.IsIncomplete) return false;

        Assert.Equal(Verdict(generated.Violation.Rule.ToString(), generated.Violation.Offset), Verdict(interpreted.Broken?.Rule.Name ?? "None", interpreted.Broken?.Offset ?? 0));
        if (interpreted.Content is not { } content) return false;

        Assert.Equal((int)generated.Version, content.Version.Number);
        Assert.True(generated.Encoded.AsSpan().SequenceEqual(Interpreter.Encode(content)), "Both encode it alike.");
        return true;
    }

    private static string Verdict(string rule, int offset) => $"{rule} at {offset}";
}
