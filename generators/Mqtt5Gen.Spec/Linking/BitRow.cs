using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>The row of a bit field; its key says which bits, <c>3</c> or <c>2-1</c>, and has a list of rows where these mean something else in other versions.</summary>
internal sealed record BitRow(SpecScalar Key, NodeReader Row)
{
    private static readonly string[] Keys = ["name", "type", "rule", "value", "unused", "means", "versions", "about"];

    public static IReadOnlyList<BitRow> ReadAll(NodeReader row, string key, LinkContext context) =>
        [.. row.EntriesOfLists(key).Select(entry => new BitRow(entry.Key, context.Read(entry.Value, "a bit field", Keys)))];

    /// <summary>The bits that the key names; null where it names none.</summary>
    public (int High, int Low)? Bits
    {
        get
        {
            var ends = Key.Text.Split('-');
            if (ends.Length > 2 || !Numbers.TryParse(ends[0], out var high) || !Numbers.TryParse(ends[^1], out var low)) return null;
            return high > 7 || low > high ? null : ((int)high, (int)low);
        }
    }
}
