namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>The vectors, by name: those of the files, and those that are derived from the spec.</summary>
public static class AllVectors
{
    private static readonly Dictionary<string, Vector> ByName;

    static AllVectors()
    {
        HandChecked =
        [
            .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "??-*.yaml")
                .Order(StringComparer.Ordinal)
                .SelectMany(VectorFile.Read),
        ];
        Derived = [.. DerivedVectors.Read()];
        ByName = HandChecked.Concat(Derived).ToDictionary(vector => vector.Name);
    }

    public static IReadOnlyCollection<Vector> All => ByName.Values;

    public static IReadOnlyCollection<Vector> HandChecked { get; }

    public static IReadOnlyCollection<Vector> Derived { get; }

    public static IEnumerable<Vector> Valid => All.Where(vector => vector.Breaks is Rule.None);

    public static Vector Named(string name) => ByName[name];

    public static TheoryData<string, Feeding> InEveryFeeding() => Rows(All);

    public static TheoryData<string> ValidNames() => [.. Valid.Select(vector => vector.Name)];

    private static TheoryData<string, Feeding> Rows(IEnumerable<Vector> vectors)
    {
        var rows = new TheoryData<string, Feeding>();
        foreach (var vector in vectors)
        {
            foreach (var feeding in Enum.GetValues<Feeding>()) rows.Add(vector.Name, feeding);
        }

        return rows;
    }
}
