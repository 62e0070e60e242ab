namespace Mqtt5Gen.Shared.Settings;

/// <summary>Finds the key that a mistyped one was probably meant to be.</summary>
internal static class NearestKey
{
    /// <summary>The nearest of some names by edits of one character, without regard to case: of those in the same part of the section, where there are any.</summary>
    public static string Of(string name, IReadOnlyList<string> names)
    {
        var part = name[..(name.LastIndexOf(':') + 1)];
        var near = names.Where(other => other.StartsWith(part, StringComparison.OrdinalIgnoreCase)).ToList();
        return (near.Count > 0 ? near : names).MinBy(other => Distance(name.ToUpperInvariant(), other.ToUpperInvariant()))!;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
