namespace Mqtt5Gen.Wire.Tests;

/// <summary>Frames of other protocols than MQTT.</summary>
public sealed class FrameFormatTests
{
    private const byte Header = 0x5A;

    private static readonly FrameFormat SensorNetworks = new()
    {
        LengthFirst = true,
        TypeFillsByte = true,
        Length = FrameLengthForm.U8OrU16,
        Counts = FrameLengthScope.Packet,
        AllowsNeedlessBytes = true,
    };

    private static readonly int[] BodyLengths = [0, 1, 2, 125, 126, 127, 128, 252, 253, 254, 255, 256, 16_380, 16_383, 16_384, 65_531, 65_532, 65_535, 65_536];

    public static TheoryData<FrameFormat> Formats =>
    [
        .. from form in Enum.GetValues<FrameLengthForm>()
           from scope in Enum.GetValues<FrameLengthScope>()
           from isFirst in new[] { false, true }
           where form is not FrameLengthForm.U8OrU16 || scope is FrameLengthScope.Packet
           select new FrameFormat { Length = form, Counts = scope, LengthFirst = isFirst },
    ];

    [Theory, MemberData(nameof(Formats))]
    public void WhatIsWrittenIsRead(FrameFormat format)
    {
        var written = 0;
        foreach (var bodyLength in BodyLengths)
        {
            if (Write(format, bodyLength) is not { } bytes) continue;

            written++;
            var status = FrameReader.TryRead([.. bytes, 0xCC], format, uint.MaxValue, out var frame, out var length);

            Assert.Equal((FrameStatus.Complete, bytes.Length), (status, length));
            Assert.Equal((Header, Header >> 4, bodyLength), (frame.Header, frame.TypeNumber, frame.Body.Length));
            Assert.Equal(bytes.Length - bodyLength, frame.BodyOffset);
            Assert.True(frame.Body.IndexOfAnyExcept((byte)0xBB) < 0);
        }

        Assert.True(written >= 8, $"Only {written} lengths could be written.");
    }

    [Theory, MemberData(nameof(Formats))]
    public void APartOfAPacketIsIncomplete(FrameFormat format)
    {
        foreach (var bodyLength in new[] { 0, 2, 126, 251 })
        {
            var bytes = Write(format, bodyLength)!;
            var headerLength = bytes.Length - bodyLength;
            for (var end = 0; end < bytes.Length; end++)
            {
                var status = FrameReader.TryRead(bytes.AsSpan(0, end), format, uint.MaxValue, out _, out var length);

                Assert.Equal(FrameStatus.Incomplete, status);
                Assert.True(length == bytes.Length || (length == 0 && end < headerLength), $"{end} of {bytes.Length} bytes have length {length}.");
            }
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void APacketAboveTheMaximumIsTooLarge(FrameFormat format)
    {
        var bytes = Write(format, 100)!;

        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(bytes, format, (uint)bytes.Length, out _, out _));
        Assert.Equal(FrameStatus.TooLarge, FrameReader.TryRead(bytes, format, (uint)bytes.Length - 1, out _, out var length));
        Assert.Equal(bytes.Length, length);
    }

    [Theory, MemberData(nameof(Formats))]
    public void ABodyLongerThanTheLengthCanSayIsRefused(FrameFormat format)
    {
        var (longest, headerLength) = format.Length switch
        {
            FrameLengthForm.U8 => (255, 2),
            FrameLengthForm.U16 => (65_535, 3),
            FrameLengthForm.U8OrU16 => (65_535, 4),
            FrameLengthForm.VarInt => (268_435_455, 5),
            _ => (int.MaxValue - 5, 5),
        };
        var countedBeforeTheBody = format.Counts switch
        {
            _ when format.Length is FrameLengthForm.U32 => 0, // a packet is held in one span
            FrameLengthScope.Body => 0,
            FrameLengthScope.Rest => format.LengthFirst ? 1 : 0,
            _ => headerLength,
        };

        PacketLayout layout = new(longest - countedBeforeTheBody, 0, format);

        Assert.Equal((headerLength, headerLength + longest - countedBeforeTheBody), (layout.HeaderLength, layout.Size));
        Assert.Throws<ArgumentException>(() => new PacketLayout(longest - countedBeforeTheBody + 1, 0, format));
    }

    [Theory]
    [InlineData("0318 00", FrameStatus.Complete, 3)]
    [InlineData("01 0005 18 00", FrameStatus.Complete, 5)]
    [InlineData("01 0004 18", FrameStatus.Complete, 4)]
    [InlineData("02 18", FrameStatus.Complete, 2)]
    [InlineData("00 18 00", FrameStatus.LengthTooShort, 0)]
    [InlineData("01 0003 18", FrameStatus.LengthTooShort, 0)]
    [InlineData("01 0000", FrameStatus.LengthTooShort, 0)]
    [InlineData("01 00", FrameStatus.Incomplete, 0)]
    [InlineData("01", FrameStatus.Incomplete, 0)]
    [InlineData("", FrameStatus.Incomplete, 0)]
    [InlineData("FF 18", FrameStatus.Incomplete, 255)]
    [InlineData("01 FFFF 18", FrameStatus.Incomplete, 65_535)]
    public void ALengthOfOneByteOrThreeCountsItself(string hex, FrameStatus expected, int expectedLength)
    {
        var status = FrameReader.TryRead(Parse(hex), SensorNetworks, uint.MaxValue, out var frame, out var length);

        Assert.Equal((expected, expectedLength), (status, length));
        if (status is FrameStatus.Complete) Assert.Equal(0x18, frame.Header);
    }

    [Theory]
    [InlineData(FrameLengthForm.U8OrU16, "01 00FF 18", FrameStatus.LengthNotShortest)]
    [InlineData(FrameLengthForm.U8OrU16, "01 0100 18", FrameStatus.Incomplete)]
    [InlineData(FrameLengthForm.VarInt, "84 00 18 00", FrameStatus.LengthNotShortest)]
    [InlineData(FrameLengthForm.VarInt, "FFFFFFFF 7F 18", FrameStatus.LengthTooLong)]
    [InlineData(FrameLengthForm.U32, "80000000 18", FrameStatus.LengthTooLong)]
    [InlineData(FrameLengthForm.U32, "00000004 18", FrameStatus.LengthTooShort)]
    [InlineData(FrameLengthForm.U16, "0002 18", FrameStatus.LengthTooShort)]
    public void NeedlessBytesAndImpossibleLengthsAreTold(FrameLengthForm form, string hex, FrameStatus expected)
    {
        FrameFormat format = new() { LengthFirst = true, TypeFillsByte = true, Length = form, Counts = FrameLengthScope.Packet };

        Assert.Equal(expected, FrameReader.TryRead(Parse(hex), format, uint.MaxValue, out _, out _));
    }

    [Theory]
    [InlineData(FrameLengthForm.VarInt, "84 00 18 00", 4)]
    [InlineData(FrameLengthForm.VarInt, "86 80 00 18 00 00", 6)]
    [InlineData(FrameLengthForm.U8OrU16, "01 0005 18 00", 5)]
    public void NeedlessBytesAreReadWhereTheyAreAllowed(FrameLengthForm form, string hex, int expected)
    {
        FrameFormat format = new() { LengthFirst = true, TypeFillsByte = true, Length = form, Counts = FrameLengthScope.Packet, AllowsNeedlessBytes = true };

        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(Parse(hex), format, uint.MaxValue, out var frame, out var length));
        Assert.Equal((expected, 0x18), (length, (int)frame.Header));
    }

    [Fact]
    public void TheDefaultIsMqtts()
    {
        var bytes = Write(default, 200)!;

        Assert.Equal([Header, 0xC8, 0x01], bytes[..3]);
        Assert.Equal(new PacketLayout(200, 0), new PacketLayout(200, 0, default));
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(bytes, uint.MaxValue, out _, out _));
    }

    // Null where the length cannot say it.
    private static byte[]? Write(FrameFormat format, int bodyLength)
    {
        try
        {
            PacketLayout layout = new(bodyLength, 0, format);
            var bytes = new byte[layout.Size];
            Assert.Equal(layout.HeaderLength, format.Write(bytes, Header, layout));
            bytes.AsSpan(layout.HeaderLength).Fill(0xBB);
            return bytes;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Parse(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
