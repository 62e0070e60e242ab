using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Values for people.</summary>
internal static class ValueText
{
    /// <summary>A value of a type.</summary>
    public static string Of(WireType type, FieldValue value) => value switch
    {
        FieldValue.Number { Value: var number } when type.IsFlag => number switch { 0 => "no (0)", 1 => "yes (1)", _ => OfNumber(number) },
        FieldValue.Number { Value: var number } => OfEnum(type, number) ?? OfNumber(number),
        FieldValue.Data data when type.IsText => OfText(data.Bytes.Span),
        FieldValue.Data data => IsReadable(data.Bytes.Span) ? OfText(data.Bytes.Span) : OfBytes(data.Bytes.Span),
        FieldValue.Pair pair => $"{OfText(pair.Name.Span)}: {OfText(pair.Text.Span)}",
        _ => "",
    };

    /// <summary>Bits: yes or no for a single one without a type.</summary>
    public static string OfBits(BitField bit, long value)
    {
        if (bit.Type is { } type) return OfEnum(type, value) ?? OfNumber(value);
        return bit.Name is null ? Convert.ToString(value, 2).PadLeft(bit.High - bit.Low + 1, '0') : value == 0 ? "no" : "yes";
    }

    /// <summary>A reason code by its name in the packet.</summary>
    public static string OfReasonCode(Packet packet, int code, int onTheWire) =>
        ReasonCodeTable.Name(packet, code) is { } name ? $"{name} (0x{onTheWire:X2})" : $"0x{onTheWire:X2}";

    /// <summary>A number of bytes.</summary>
    public static string OfCount(int count) => count == 1 ? "1 byte" : $"{OfNumber(count)} bytes";

    /// <summary>Bytes in hexadecimal, in pairs.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (var one in bytes) text.Append(text.Length > 0 ? " " : "").Append(one.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// <summary>Quoted text; what cannot be shown is escaped.</summary>
    public static string OfText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        while (!bytes.IsEmpty)
        {
            var isCharacter = Rune.DecodeFromUtf8(bytes, out var rune, out var length) is System.Buffers.OperationStatus.Done;
            if (isCharacter) AppendRune(text, rune);
            else foreach (var one in bytes[..length]) text.Append(CultureInfo.InvariantCulture, $"\\x{one:x2}");
            bytes = bytes[length..];
        }

        return text.Append('"').ToString();
    }

    private static bool IsReadable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || !Utf8.IsValid(bytes)) return false;

        foreach (var rune in Encoding.UTF8.GetString(bytes).EnumerateRunes())
        {
            if (!IsShown(rune)) return false;
        }

        return true;
    }

    private static bool IsShown(Rune rune) =>
        !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void AppendRune(StringBuilder text, Rune rune)
    {
        if (rune.Value is '"' or '\\') text.Append('\\').Append((char)rune.Value);
        else if (IsShown(rune)) text.Append(rune.ToString());
        else text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
    }

    private static string? OfEnum(WireType type, long value) =>
        type.Values.FirstOrDefault(row => row.Value == value) is { } named ? $"{named.Name} ({OfNumber(value)})" : null;

    private static string OfNumber(long number) => number.ToString(CultureInfo.InvariantCulture);
}
