using Mqtt5Gen.Protocol.Tests.Decoding;
using Mqtt5Gen.Protocol.Tests.Vectors;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>A PUBLISH is framed, decoded, enumerated and encoded again without a byte from the heap.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 10_000;

    [Theory]
    [InlineData("PublishQoS0", 0)]
    [InlineData("PublishQoS1WithFourProperties", 4)]
    [InlineData("PublishWithEverything", 4)]
    public void DecodingAPublishAllocatesNothing(string name, int userPropertyBytes)
    {
        var vector = AllVectors.Named(name);
        var reader = new PublishReader(vector.Version);

        var allocated = Allocated.By(() => Decode(ref reader, vector), Rounds);

        Assert.Equal(Allocated.Runs * Rounds, reader.Packets);
        Assert.Equal((long)Allocated.Runs * Rounds * userPropertyBytes, reader.UserPropertyBytes);
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

        var allocated = Allocated.By(() => Decode(ref reader, vector), Rounds);

        Assert.Equal(vector.EncodesTo, target);
        Assert.Equal(0, allocated);
    }

    private static void Decode(ref PublishReader reader, Vector vector)
    {
        FrameReader.TryRead(vector.Bytes, uint.MaxValue, out var frame, out _);
        PacketDispatch.FromClient(ref reader, frame, vector.Version, out _);
    }
}
