using System.Buffers.Binary;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>The lengths of packets, in each form that they can be written in.</summary>
internal static class FrameLength
{
    /// <summary>The most bytes that a length takes.</summary>
    public const int MostBytes = 4;

    // The first byte of the long form of a length of one byte or three.
    private const byte LongForm = 1;

    /// <summary>Reads the length that the bytes start with.</summary>
    /// <param name="bytes">The bytes, which may end before it does.</param>
    /// <param name="framing">How it is written.</param>
    /// <param name="length">The length, when the result is <see cref="FrameState.Complete"/>.</param>
    /// <param name="read">How many bytes it takes; of those that are there, where it is not whole.</param>
    public static FrameState TryRead(ReadOnlySpan<byte> bytes, Framing framing, out long length, out int read)
    {
        if (framing.Length is LengthForm.VarInt)
        {
            var state = VarInt.TryRead(bytes, out length, out read);
            return state is FrameState.LengthNotShortest && !framing.IsShortest ? FrameState.Complete : state;
        }

        length = 0;
        read = framing.Length switch { LengthForm.U8 => 1, LengthForm.U16 => 2, LengthForm.U32 => 4, _ => bytes is [LongForm, ..] ? 3 : 1 };
        if (bytes.Length < read)
        {
            read = bytes.Length;
            return FrameState.Incomplete;
        }

        length = read switch
        {
            1 => bytes[0],
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt16BigEndian(bytes[(read - 2)..]),
        };
        var isNeedless = read == 3 && Write(framing.Length, length)!.Length < read;
        return framing.IsShortest && isNeedless ? FrameState.LengthNotShortest : FrameState.Complete;
    }

    /// <summary>The length in its shortest form; null where it has none.</summary>
    public static byte[]? Write(LengthForm form, long length)
    {
        switch (form)
        {
            case LengthForm.VarInt when length <= VarInt.Largest:
                var bytes = new List<byte>();
                VarInt.Write(bytes, length);
                return [.. bytes];
            case LengthForm.U8 or LengthForm.U8OrU16 when length <= byte.MaxValue:
                return [(byte)length];
            case LengthForm.U16 when length <= ushort.MaxValue:
                return [(byte)(length >> 8), (byte)length];
            case LengthForm.U8OrU16 when length <= ushort.MaxValue:
                return [LongForm, (byte)(length >> 8), (byte)length];
            case LengthForm.U32 when length <= int.MaxValue:
                return [(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
            default:
                return null;
        }
    }

    /// <summary>The length in a form with needless bytes; null where it has none.</summary>
    public static byte[]? WriteNeedless(LengthForm form, long length)
    {
        if (form is LengthForm.U8OrU16) return length <= byte.MaxValue ? [LongForm, 0, (byte)length] : null;
        if (form is not LengthForm.VarInt) return null;

        var bytes = new List<byte>();
        VarInt.Write(bytes, length, Write(form, length)!.Length + 1);
        return [.. bytes];
    }

    /// <summary>A length that goes on for too long; null where none can.</summary>
    public static byte[]? TooLong(LengthForm form) => form switch
    {
        LengthForm.VarInt => [0x80, 0x80, 0x80, 0x80, 0x01],
        LengthForm.U32 => [0xFF, 0xFF, 0xFF, 0xFF],
        _ => null,
    };
}
