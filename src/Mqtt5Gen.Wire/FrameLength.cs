using System.Buffers.Binary;

namespace Mqtt5Gen.Wire;

/// <summary>The lengths of packets in every form but MQTT's own, which <see cref="FrameReader"/> reads where it stands.</summary>
internal static class FrameLength
{
    // The first byte of the long form of a length of one byte or three.
    private const byte LongForm = 1;

    /// <summary>The bytes that a length takes in its shortest form; 0 where it has none.</summary>
    public static int BytesOf(FrameLengthForm form, long length) => form switch
    {
        FrameLengthForm.VarInt => length <= WireSize.LargestRemainingLength ? WireSize.VarInt((uint)length) : 0,
        FrameLengthForm.U8 => length <= byte.MaxValue ? 1 : 0,
        FrameLengthForm.U16 => length <= ushort.MaxValue ? 2 : 0,
        FrameLengthForm.U32 => length <= int.MaxValue ? 4 : 0,
        _ => length <= byte.MaxValue ? 1 : length <= ushort.MaxValue ? 3 : 0,
    };

    /// <summary>Writes a length into exactly as many bytes as it takes.</summary>
    public static void Write(Span<byte> destination, FrameLengthForm form, uint length)
    {
        if (form is FrameLengthForm.VarInt)
        {
            var writer = new WireWriter(destination);
            writer.VarInt(length);
            return;
        }

        if (form is FrameLengthForm.U8OrU16 && destination.Length == 3) destination[0] = LongForm;
        if (destination.Length == 1) destination[0] = (byte)length;
        else if (form is FrameLengthForm.U32) BinaryPrimitives.WriteUInt32BigEndian(destination, length);
        else BinaryPrimitives.WriteUInt16BigEndian(destination[^2..], (ushort)length);
    }

    /// <summary>Reads the length that the bytes start with.</summary>
    /// <param name="bytes">The bytes, which may end before it does.</param>
    /// <param name="format">How packets are framed.</param>
    /// <param name="read">The bytes that it takes.</param>
    /// <param name="length">The length.</param>
    public static FrameStatus TryRead(ReadOnlySpan<byte> bytes, FrameFormat format, out int read, out uint length)
    {
        length = 0;
        if (format.Length is FrameLengthForm.VarInt)
        {
            read = WireVarInt.TryRead(bytes, out length);
            if (read == WireVarInt.NotShortest && format.AllowsNeedlessBytes) length = PropertyCursor.ReadVarInt(bytes, out read);
            return read > 0 ? FrameStatus.Complete : FrameReader.Fault(read);
        }

        read = BytesOf(format.Length, bytes);
        if (bytes.Length < read) return FrameStatus.Incomplete;

        length = read switch
        {
            1 => bytes[0],
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt16BigEndian(bytes[(read - 2)..]),
        };
        return FrameStatus.Complete;
    }

    private static int BytesOf(FrameLengthForm form, ReadOnlySpan<byte> bytes) => form switch
    {
        FrameLengthForm.U8 => 1,
        FrameLengthForm.U16 => 2,
        FrameLengthForm.U32 => 4,
        _ => bytes is [LongForm, ..] ? 3 : 1,
    };
}
