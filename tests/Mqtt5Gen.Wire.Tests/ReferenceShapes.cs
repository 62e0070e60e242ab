namespace Mqtt5Gen.Wire.Tests;

/// <summary>The flaws of text, said as slowly and plainly as sections 1.5.4, 4.7 and 4.8.2 say them.</summary>
internal static class ReferenceShapes
{
    public static TextFlaws FlawsOfText(byte[] text) =>
        (IsWellFormed(text) ? TextFlaws.None : TextFlaws.IllFormed) | (text.Any(one => one == 0) ? TextFlaws.HasNul : TextFlaws.None);

    public static TextFlaws FlawsOf(byte[] text)
    {
        if (text.Length == 0) return TextFlaws.IsEmpty;

        // One char a byte: what is told apart by ASCII characters does not care what the other bytes mean.
        var chars = new string([.. text.Select(one => (char)one)]);
        return FlawsOfText(text) | Wildcards(chars) | Share(chars);
    }

    private static TextFlaws Wildcards(string filter)
    {
        var flaws = TextFlaws.None;
        var levels = filter.Split('/');
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i].Contains('+') || levels[i].Contains('#')) flaws |= TextFlaws.HasWildcards;
            if (levels[i].Contains('#') && (levels[i] != "#" || i != levels.Length - 1)) flaws |= TextFlaws.HashIsNotLast;
            if (levels[i].Contains('+') && levels[i] != "+") flaws |= TextFlaws.PlusSharesLevel;
        }

        return flaws;
    }

    private static TextFlaws Share(string filter)
    {
        var levels = filter.Split('/', 3);
        if (levels[0] != "$share" || levels.Length == 1) return TextFlaws.None;
        if (levels[1] == "") return TextFlaws.ShareHasNoName;

        var hasFilter = levels.Length == 3 && levels[2] != "";
        return hasFilter && !levels[1].Contains('+') && !levels[1].Contains('#') ? TextFlaws.None : TextFlaws.ShareNameIsNotPlain;
    }

    // RFC 3629, section 3: decode, then ask whether the number may stand there in that many bytes.
    private static bool IsWellFormed(byte[] text)
    {
        for (var i = 0; i < text.Length;)
        {
            var length = text[i] switch { < 0x80 => 1, >= 0xC0 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF8 => 4, _ => 0 };
            if (length == 0 || i + length > text.Length) return false;

            var point = length == 1 ? text[i] : text[i] & (0xFF >> (length + 1));
            for (var j = 1; j < length; j++)
            {
                if ((text[i + j] & 0xC0) != 0x80) return false;
                point = (point << 6) | (text[i + j] & 0x3F);
            }

            var shortest = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
            if (shortest != length || point is >= 0xD800 and <= 0xDFFF or > 0x10_FFFF) return false;
            i += length;
        }

        return true;
    }
}
