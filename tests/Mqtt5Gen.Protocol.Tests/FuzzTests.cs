using CsCheck;
using Mqtt5Gen.Protocol.Tests.Fuzzing;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>Whatever bytes come, they are a packet that survives encoding, or break a rule at a place within them.</summary>
public sealed class FuzzTests
{
    private const int CasesOfASample = 1_000;

    [Fact]
    public void RandomFramesAreDecodedOrRefused() => Run(RandomFrames.Next, samples: 1_000, leastPackets: 0.02);

    [Fact]
    public void MutatedVectorsAreDecodedOrRefused() => Run(MutatedVectors.Next, samples: 2_000, leastPackets: 0.05);

    // A sample is a seed, so that the library draws, reports and repeats seeds while the cases run in a plain loop.
    private static void Run(Func<Random, FuzzCase> next, int samples, double leastPackets)
    {
        var packets = 0L;
        Gen.Int.Uniform.Sample(seed => packets += RunSample(next, seed), iter: samples, threads: 1);
        Assert.True(packets > samples * CasesOfASample * leastPackets, $"Only {packets} cases were packets: too few to tell of encoding.");
    }

    private static int RunSample(Func<Random, FuzzCase> next, int seed)
    {
        var random = new Random(seed);
        var packets = 0;
        for (var i = 0; i < CasesOfASample; i++)
        {
            var fuzzCase = next(random);
            try
            {
                if (FuzzCheck.IsPacket(fuzzCase)) packets++;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, case {i}, {fuzzCase}", exception);
            }
        }

        return packets;
    }
}
