using CsCheck;

namespace Mqtt5Gen.Protocol.Tests.Fuzzing;

/// <summary>Runs a check over many cases.</summary>
internal static class FuzzRun
{
    private const int CasesOfASample = 1_000;

    /// <summary>Runs <paramref name="isPacket"/> over cases of <paramref name="next"/>, of which at least a share must be packets.</summary>
    /// <remarks>A sample is a seed, so that the library draws, reports and repeats seeds while the cases run in a plain loop.</remarks>
    public static void Of(Func<Random, FuzzCase> next, Func<FuzzCase, bool> isPacket, int samples, double leastPackets)
    {
        var packets = 0L;
        Gen.Int.Uniform.Sample(seed => packets += RunSample(next, isPacket, seed), iter: samples, threads: 1);
        Assert.True(packets > samples * CasesOfASample * leastPackets, $"Only {packets} cases were packets: too few to tell of encoding.");
    }

    private static int RunSample(Func<Random, FuzzCase> next, Func<FuzzCase, bool> isPacket, int seed)
    {
        var random = new Random(seed);
        var packets = 0;
        for (var i = 0; i < CasesOfASample; i++)
        {
            var fuzzCase = next(random);
            try
            {
                if (isPacket(fuzzCase)) packets++;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, case {i}, {fuzzCase}", exception);
            }
        }

        return packets;
    }
}
