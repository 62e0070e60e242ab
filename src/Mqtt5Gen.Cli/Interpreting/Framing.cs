namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>How packets are told apart in a stream of bytes (2.1): type and flags in one byte, then a length that counts what follows it.</summary>
internal static class Framing
{
    /// <summary>The name of the length in what is shown.</summary>
    public const string LengthName = "RemainingLength";

    /// <summary>The highest packet type.</summary>
    public const int HighestType = 15;

    /// <summary>Reads the head of the packet that the bytes start with.</summary>
    public static PacketHead Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return new(FrameState.Incomplete, 0, 0, 0, null);

        var (type, flags) = (bytes[0] >> 4, bytes[0] & 0x0F);
        var state = VarInt.TryRead(bytes[1..], out var remaining, out var lengthBytes);
        if (state is not FrameState.Complete) return new(state, type, flags, 1 + lengthBytes, null);

        var length = 1 + lengthBytes + (int)remaining;
        return new(bytes.Length < length ? FrameState.Incomplete : FrameState.Complete, type, flags, 1 + lengthBytes, length);
    }

    /// <summary>The packet with this head and these fields.</summary>
    /// <param name="type">The packet type.</param>
    /// <param name="flags">The flags beside it.</param>
    /// <param name="body">The fields as written.</param>
    /// <param name="lengthBytes">The least number of bytes of the length.</param>
    public static byte[] Write(int type, int flags, ReadOnlySpan<byte> body, int lengthBytes = 1)
    {
        var bytes = new List<byte>(body.Length + 5) { (byte)((type << 4) | flags) };
        VarInt.Write(bytes, body.Length, lengthBytes);
        bytes.AddRange(body);
        return [.. bytes];
    }
}
