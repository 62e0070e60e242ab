using System.Buffers;

namespace Mqtt5Gen.Wire.Tests;

public sealed class BytesTests
{
    private static readonly byte[] Array = [1, 2, 3, 4];

    [Fact]
    public void PartOfAnArrayIsNotCopied()
    {
        var bytes = new Bytes(Array.AsMemory(1, 2));
        var text = new Utf8String(Array.AsMemory(1, 2));

        Assert.True(bytes.Span.Overlaps(Array) && text.Span.Overlaps(Array));
        Assert.True(bytes.Memory.Span.Overlaps(Array) && text.Memory.Span.Overlaps(Array));
        Assert.Equal([2, 3], bytes.Memory.ToArray());
        Assert.Equal([2, 3], text.Memory.ToArray());
    }

    [Fact]
    public void MemoryThatIsNoArrayIsCopied()
    {
        using var native = new NoArray();
        var bytes = new Bytes(native.Memory[1..3]);
        var text = new Utf8String(native.Memory[1..3]);

        Assert.Equal([2, 3], bytes.Span.ToArray());
        Assert.Equal([2, 3], text.Span.ToArray());
        Assert.False(bytes.Span.Overlaps(Array) || text.Span.Overlaps(Array));
    }

    [Fact]
    public void DefaultAndWhatIsMadeOfNothingAreEmptyAndEqual()
    {
        Assert.True(default(Bytes).IsEmpty && default(Utf8String).IsEmpty);
        Assert.Equal(default, new Bytes(default(ReadOnlyMemory<byte>)));
        Assert.Equal(default, new Bytes(Array.AsMemory(2, 0)));
        Assert.Equal(default, new Utf8String(default(ReadOnlyMemory<byte>)));
        Assert.Equal(0, default(Bytes).Memory.Length + default(Utf8String).Memory.Length);
    }

    private sealed class NoArray : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => Array;

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
