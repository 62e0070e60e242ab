using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Reads and writes what stands before a packet's fields: its type and its length.</summary>
internal sealed class FrameCodec(Framing framing)
{
    /// <summary>The name of the length, for people.</summary>
    public string LengthName => framing == Framing.Mqtt ? "RemainingLength" : "Length";

    /// <summary>Reads the head of the packet that the bytes start with.</summary>
    public PacketHead Read(ReadOnlySpan<byte> bytes)
    {
        var lengthAt = framing.IsLengthFirst ? 0 : 1;
        if (bytes.Length <= lengthAt) return Head(bytes, FrameState.Incomplete, 0, 0, null);

        var state = FrameLength.TryRead(bytes[lengthAt..], framing, out var counted, out var lengthBytes);
        if (state is not FrameState.Complete) return Head(bytes, state, lengthBytes, counted, null);

        var size = counted + Uncounted(lengthBytes);
        if (size < 1 + lengthBytes) return Head(bytes, FrameState.LengthTooShort, lengthBytes, counted, null);
        if (size > int.MaxValue) return Head(bytes, FrameState.LengthTooLong, lengthBytes, counted, null);
        return Head(bytes, bytes.Length < size ? FrameState.Incomplete : FrameState.Complete, lengthBytes, counted, (int)size);
    }

    /// <summary>The packet with this head and these fields, its length in the shortest form.</summary>
    public byte[] Write(int type, int flags, ReadOnlySpan<byte> body)
    {
        // A length that counts itself decides how many bytes it takes, and they decide what it is.
        for (var lengthBytes = 1; lengthBytes <= FrameLength.MostBytes; lengthBytes++)
        {
            var length = FrameLength.Write(framing.Length, 1 + lengthBytes + body.Length - Uncounted(lengthBytes));
            if (length?.Length == lengthBytes) return Join(type, flags, length, body);
        }

        throw new InvalidOperationException($"A packet with {body.Length} bytes after its head is longer than its length can say.");
    }

    /// <summary>The packet with a length that has needless bytes; null where there is no such form.</summary>
    public byte[]? WriteNeedless(int type, int flags, ReadOnlySpan<byte> body)
    {
        for (var lengthBytes = 1; lengthBytes <= FrameLength.MostBytes; lengthBytes++)
        {
            var length = FrameLength.WriteNeedless(framing.Length, 1 + lengthBytes + body.Length - Uncounted(lengthBytes));
            if (length?.Length == lengthBytes) return Join(type, flags, length, body);
        }

        return null;
    }

    /// <summary>The packet with a length that goes on for too long; null where none can.</summary>
    public byte[]? WriteTooLong(int type, int flags, ReadOnlySpan<byte> body) =>
        FrameLength.TooLong(framing.Length) is { } length ? Join(type, flags, length, body) : null;

    /// <summary>The packet with a length of zero, where it must count the type or itself; null elsewhere.</summary>
    public byte[]? WriteTooShort(int type, int flags, ReadOnlySpan<byte> body) =>
        1 > Uncounted(0) ? Join(type, flags, FrameLength.Write(framing.Length, 0)!, body) : null;

    // The bytes of a packet that its length does not count.
    private int Uncounted(int lengthBytes) => framing.Counts switch
    {
        LengthScope.Packet => 0,
        LengthScope.Rest when framing.IsLengthFirst => lengthBytes,
        _ => 1 + lengthBytes,
    };

    private PacketHead Head(ReadOnlySpan<byte> bytes, FrameState state, int lengthBytes, long counted, int? length)
    {
        var typeAt = framing.IsLengthFirst ? lengthBytes : 0;
        int? first = typeAt < bytes.Length && (lengthBytes > 0 || !framing.IsLengthFirst) ? bytes[typeAt] : null;
        return new(
            state,
            framing.HasFlags ? first >> 4 : first,
            framing.HasFlags ? (first ?? 0) & 0x0F : 0,
            typeAt,
            framing.IsLengthFirst ? 0 : 1,
            1 + lengthBytes,
            counted,
            length);
    }

    private byte[] Join(int type, int flags, byte[] length, ReadOnlySpan<byte> body)
    {
        var header = (byte)(framing.HasFlags ? (type << 4) | flags : type);
        return framing.IsLengthFirst ? [.. length, header, .. body] : [header, .. length, .. body];
    }
}
