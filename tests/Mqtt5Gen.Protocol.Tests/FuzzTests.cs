using Mqtt5Gen.Protocol.Tests.Fuzzing;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>Whatever bytes come, they are a packet that survives encoding, or break a rule at a place within them.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void RandomFramesAreDecodedOrRefused() => FuzzRun.Of(RandomFrames.Next, FuzzCheck.IsPacket, samples: 1_000, leastPackets: 0.02);

    [Fact]
    public void MutatedVectorsAreDecodedOrRefused() => FuzzRun.Of(MutatedVectors.Next, FuzzCheck.IsPacket, samples: 2_000, leastPackets: 0.05);
}
