using System.Globalization;
using System.Text;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Shared;

/// <summary>A text that a peer chose, as it may stand in a log: one line, of bounded length, that cannot be taken for another one.</summary>
/// <param name="text">The text.</param>
/// <param name="longest">How many characters of it are written.</param>
internal readonly struct LogText(Utf8String text, int longest = 128)
{
    /// <summary>In quotation marks; what is not printable, and a quotation mark or backslash, escaped as in JSON; cut where it is too long.</summary>
    public override string ToString()
    {
        var written = new StringBuilder("\"");
        var rest = text.Span;
        for (var characters = 0; !rest.IsEmpty; characters++)
        {
            if (characters == longest) return written.Append(CultureInfo.InvariantCulture, $"\"... ({text.Length} bytes)").ToString();

            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            Append(written, rune);
            rest = rest[length..];
        }

        return written.Append('"').ToString();
    }

    private static void Append(StringBuilder to, Rune rune)
    {
        if (rune.Value is '"' or '\\') to.Append('\\');
        if (IsPrintable(rune)) to.Append(rune.ToString());
        else foreach (var unit in rune.ToString()) to.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
    }

    // Format characters turn the direction of what follows, or are not seen at all.
    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
