using System.Buffers.Binary;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Writes values as their types say, allowed or not.</summary>
internal static class ValueEncoder
{
    /// <summary>Appends a value.</summary>
    public static void Write(List<byte> to, WireType type, FieldValue value)
    {
        switch (value)
        {
            case FieldValue.Verbatim verbatim:
                to.AddRange(verbatim.Bytes.Span);
                break;
            case FieldValue.Number { Value: var number }:
                WriteNumber(to, type.Base, number);
                break;
            case FieldValue.Data data when type.IsRest || type.Size is not null:
                to.AddRange(data.Bytes.Span);
                break;
            case FieldValue.Data data:
                WriteBinary(to, data.Bytes.Span);
                break;
            case FieldValue.Pair pair:
                WriteBinary(to, pair.Name.Span);
                WriteBinary(to, pair.Text.Span);
                break;
            default:
                throw new InvalidOperationException($"A value of '{type.Name}' is not written as {value.GetType().Name}.");
        }
    }

    /// <summary>Appends bytes behind their two-byte length.</summary>
    public static void WriteBinary(List<byte> to, ReadOnlySpan<byte> bytes)
    {
        WriteNumber(to, WireBase.U16, bytes.Length);
        to.AddRange(bytes);
    }

    private static void WriteNumber(List<byte> to, WireBase wireBase, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        switch (wireBase)
        {
            case WireBase.VarInt: VarInt.Write(to, number); break;
            case WireBase.U32: to.AddRange(bytes[4..]); break;
            case WireBase.U16: to.AddRange(bytes[6..]); break;
            default: to.AddRange(bytes[7..]); break;
        }
    }
}
