namespace Mqtt5Gen.Spec.Linking;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>A sentence with the nearest name, or nothing where none is near.</summary>
    public static string Hint(string found, IEnumerable<string> names)
    {
        var nearest = names
            .Select(name => (Name: name, Distance: Distance(found.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        var isNear = nearest.Name is { Length: > 0 } && nearest.Distance <= Math.Max(2, nearest.Name.Length / 3);
        return isNear ? $" Did you mean '{nearest.Name}'?" : "";
    }

    // Levenshtein, one row at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                var swap = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(swap, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
