using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Which fields of two packets are the same: by name, or else by place and form.</summary>
internal sealed class FieldPairs
{
    private readonly List<(Field Old, Field Young)> _pairs = [];

    public FieldPairs(IReadOnlyList<Field> before, IReadOnlyList<Field> after)
    {
        foreach (var old in before)
        {
            if (after.FirstOrDefault(young => young.Name == old.Name) is { } same) _pairs.Add((old, same));
        }

        HasOrder = _pairs.Select(pair => Place(pair.Young, after)).Aggregate((Last: -1, Rises: true), (so, place) => (place, so.Rises && place > so.Last)).Rises;
        if (HasOrder) AddRenamed(before, after);

        Removed = [.. before.Except(_pairs.Select(pair => pair.Old))];
        Added = [.. after.Except(_pairs.Select(pair => pair.Young))];
    }

    /// <summary>Whether the fields of the same name stand in the same order.</summary>
    public bool HasOrder { get; }

    /// <summary>The same fields.</summary>
    public IReadOnlyList<(Field Old, Field Young)> Same => _pairs;

    /// <summary>The fields that only the old packet has.</summary>
    public IReadOnlyList<Field> Removed { get; }

    /// <summary>The fields that only the new packet has.</summary>
    public IReadOnlyList<Field> Added { get; }

    /// <summary>Whether nothing that both packets have stands after a field.</summary>
    public bool IsLast(Field field, IReadOnlyList<Field> fields) =>
        fields.Skip(Place(field, fields) + 1).All(after => Removed.Contains(after) || Added.Contains(after));

    // A field that comes where another goes, after the same known field and of the same form, is the same with another name.
    private void AddRenamed(IReadOnlyList<Field> before, IReadOnlyList<Field> after)
    {
        HashSet<string> known = [.. _pairs.Select(pair => pair.Old.Name)];
        var gone = Gaps(before, known);
        var come = Gaps(after, known);
        foreach (var (gap, old) in gone)
        {
            if (come.TryGetValue(gap, out var young) && old.Type?.Base == young.Type?.Base && old.Each is null == young.Each is null) _pairs.Add((old, young));
        }
    }

    private static Dictionary<(string After, int Place), Field> Gaps(IReadOnlyList<Field> fields, HashSet<string> known)
    {
        Dictionary<(string, int), Field> gaps = [];
        var (last, place) = ("", 0);
        foreach (var field in fields)
        {
            if (known.Contains(field.Name)) (last, place) = (field.Name, 0);
            else gaps.Add((last, place++), field);
        }

        return gaps;
    }

    private static int Place(Field field, IReadOnlyList<Field> fields) => fields.TakeWhile(other => !ReferenceEquals(other, field)).Count();
}
