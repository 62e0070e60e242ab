namespace Mqtt5Gen.Wire.Tests;

public sealed class WireWriterTests
{
    private const byte Margin = 0xA5;

    // Short texts are copied in overlapping pieces of 2, 4, 8 and 16 bytes, longer ones by the library: every length on both sides of each seam.
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 80)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void BytesOfEveryLengthAreWrittenAndNothingBesides(int length)
    {
        var bytes = Enumerable.Range(1, length).Select(i => (byte)i).ToArray();
        var memory = Enumerable.Repeat(Margin, length + 66).ToArray();
        var writer = new WireWriter(memory.AsSpan(32, length + 34));

        writer.Rest(bytes);

        Assert.Equal(length, writer.Written);
        Assert.Equal([.. Enumerable.Repeat(Margin, 32), .. bytes, .. Enumerable.Repeat(Margin, 34)], memory);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void BinaryDataIsWrittenBehindItsLength(int length)
    {
        var bytes = Enumerable.Range(1, length).Select(i => (byte)i).ToArray();
        var memory = new byte[length + 2];
        var writer = new WireWriter(memory);

        writer.Binary(bytes);

        Assert.Equal([0, (byte)length, .. bytes], memory);
        Assert.True(writer.Left.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void TooShortASpanThrowsAndNothingIsWrittenBehindIt(int length)
    {
        var bytes = new byte[length];
        for (var room = 0; room < length + 2; room++)
        {
            var memory = Enumerable.Repeat(Margin, room + 100).ToArray();

            Assert.ThrowsAny<ArgumentException>(() => new WireWriter(memory.AsSpan(0, room)).Binary(bytes));
            Assert.Equal(Enumerable.Repeat(Margin, 100), memory[room..]);
        }
    }
}
