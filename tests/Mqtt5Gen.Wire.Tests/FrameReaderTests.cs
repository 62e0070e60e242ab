namespace Mqtt5Gen.Wire.Tests;

public sealed class FrameReaderTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(127, 2)]
    [InlineData(128, 3)]
    [InlineData(16_383, 3)]
    [InlineData(16_384, 4)]
    [InlineData(2_097_151, 4)]
    [InlineData(2_097_152, 5)]
    public void APacketIsIncompleteUntilItsLastByte(int remaining, int headerLength)
    {
        // What is missing follows in memory, and then another packet: reading on would find it.
        var bytes = Packet(remaining);
        var size = headerLength + remaining;
        for (var length = 0; length < size; length++)
        {
            var status = FrameReader.TryRead(bytes.AsSpan(0, length), uint.MaxValue, out _, out var known);
            if (status != FrameStatus.Incomplete || known != (length < headerLength ? 0 : size)) Assert.Fail($"{status} and length {known} at {length} bytes.");
        }

        foreach (var more in new[] { 0, 1, 2 })
        {
            Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(bytes.AsSpan(0, size + more), uint.MaxValue, out var frame, out var known));
            Assert.Equal(size, known);
            Assert.Equal(headerLength, frame.BodyOffset);
            Assert.True(frame.Body == bytes.AsSpan(headerLength, remaining));
            Assert.Equal((0x3D, 3, 0x0D), (frame.Header, frame.TypeNumber, frame.Flags));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_384)]
    public void TheMaximumCountsTheFixedHeader(int remaining)
    {
        var bytes = Packet(remaining);
        var size = new PacketLayout(remaining, 0).Size;
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(bytes, (uint)size, out _, out _));
        Assert.Equal(FrameStatus.TooLarge, FrameReader.TryRead(bytes, (uint)size - 1, out var frame, out var length));
        Assert.Equal(size, length);
        Assert.True(frame.Body.IsEmpty);
    }

    [Theory]
    [InlineData("30FFFFFF7F", uint.MaxValue, FrameStatus.Incomplete, 268_435_460)]
    [InlineData("30FFFFFF7F", 268_435_460, FrameStatus.Incomplete, 268_435_460)]
    [InlineData("30FFFFFF7F", 268_435_459, FrameStatus.TooLarge, 268_435_460)]
    [InlineData("300A", 11, FrameStatus.TooLarge, 12)]
    [InlineData("30FF", 1, FrameStatus.Incomplete, 0)]
    [InlineData("30FFFFFF", uint.MaxValue, FrameStatus.Incomplete, 0)]
    [InlineData("30FFFFFFFF", uint.MaxValue, FrameStatus.LengthTooLong, 0)]
    [InlineData("308080808001", uint.MaxValue, FrameStatus.LengthTooLong, 0)]
    [InlineData("308000", uint.MaxValue, FrameStatus.LengthNotShortest, 0)]
    [InlineData("30FF00", uint.MaxValue, FrameStatus.LengthNotShortest, 0)]
    [InlineData("30FFFF00", uint.MaxValue, FrameStatus.LengthNotShortest, 0)]
    [InlineData("3080808000", uint.MaxValue, FrameStatus.LengthNotShortest, 0)]
    public void RemainingLengthIsJudgedBeforeTheBodyArrives(string hex, uint maximum, FrameStatus expected, int expectedLength)
    {
        Assert.Equal(expected, FrameReader.TryRead(Convert.FromHexString(hex), maximum, out var frame, out var length));
        Assert.Equal(expectedLength, length);
        Assert.True(frame.Body.IsEmpty);
    }

    private static byte[] Packet(int remaining)
    {
        var size = new PacketLayout(remaining, 0).Size;
        var bytes = new byte[size + 2];
        var writer = new WireWriter(bytes);
        writer.U8(0x3D);
        writer.VarInt((uint)remaining);
        bytes[size] = 0xC0;
        return bytes;
    }
}
