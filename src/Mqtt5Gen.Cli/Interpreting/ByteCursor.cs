namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>A place in a packet's bytes, and where the part that is being read ends.</summary>
/// <param name="bytes">The whole packet.</param>
/// <param name="offset">The place.</param>
/// <param name="end">The end of the part.</param>
internal sealed class ByteCursor(ReadOnlyMemory<byte> bytes, int offset, int end)
{
    /// <summary>The place of the next byte, in bytes from the start of the packet.</summary>
    public int Offset { get; private set; } = offset;

    /// <summary>Whether the part is read to its end.</summary>
    public bool AtEnd => Offset >= end;

    /// <summary>How many bytes of the part are left.</summary>
    public int Left => end - Offset;

    /// <summary>The bytes of the part that are left.</summary>
    public ReadOnlyMemory<byte> Rest => bytes[Offset..end];

    /// <summary>Takes the next bytes; false, and nothing taken, where there are fewer.</summary>
    public bool TryTake(int count, out ReadOnlyMemory<byte> taken)
    {
        taken = count <= Left ? bytes.Slice(Offset, count) : default;
        if (count > Left) return false;

        Offset += count;
        return true;
    }

    /// <summary>Takes the next bytes as a part of their own; null where there are fewer.</summary>
    public ByteCursor? TakePart(long count)
    {
        if (count > Left) return null;

        ByteCursor part = new(bytes, Offset, Offset + (int)count);
        Offset += (int)count;
        return part;
    }
}
