using Mqtt5Gen.Protocol.Tests.Decoding;
using Mqtt5Gen.Protocol.Tests.Vectors;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>A PUBLISH is framed, decoded, enumerated and encoded again without a byte from the heap.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 10_000;
    private const int Measurements = 5;
    private const int Decodes = (1 + Measurements) * Rounds;

    [Theory]
    [InlineData("PublishQoS0", 0)]
    [InlineData("PublishQoS1WithFourProperties", 4)]
    [InlineData("PublishWithEverything", 4)]
    public void DecodingAPublishAllocatesNothing(string name, int userPropertyBytes)
    {
        var vector = AllVectors.Named(name);
        var reader = new PublishReader(vector.Version);

        var allocated = BytesAllocatedBy(() => Decode(ref reader, vector));

        Assert.Equal(Decodes, reader.Packets);
        Assert.Equal((long)Decodes * userPropertyBytes, reader.UserPropertyBytes);
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData("PublishQoS0")]
    [InlineData("PublishQoS1WithFourProperties")]
    [InlineData("PublishWithEverything")]
    public void EncodingAViewAllocatesNothing(string name)
    {
        var vector = AllVectors.Named(name);
        var target = new byte[vector.Bytes.Length];
        var reader = new PublishReader(vector.Version, target);

        var allocated = BytesAllocatedBy(() => Decode(ref reader, vector));

        Assert.Equal(vector.EncodesTo, target);
        Assert.Equal(0, allocated);
    }

    private static void Decode(ref PublishReader reader, Vector vector)
    {
        FrameReader.TryRead(vector.Bytes, uint.MaxValue, out var frame, out _);
        PacketDispatch.FromClient(ref reader, frame, vector.Version, out _);
    }

    // The first measurement warms up. On a busy machine the runtime may still be at work in a later one, and allocates once for itself;
    // what decoding allocates, it allocates in all of them.
    private static long BytesAllocatedBy(Action action)
    {
        Measure(action);
        return Enumerable.Range(0, Measurements).Select(_ => Measure(action)).Min();
    }

    private static long Measure(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
