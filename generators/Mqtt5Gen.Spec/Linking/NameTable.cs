using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Names and what they stand for. A name that is not in the table is reported under its id, in words for what was expected.</summary>
internal sealed class NameTable<T>(string unknown, string what, DiagnosticBag bag)
    where T : class
{
    private readonly Dictionary<string, T> _values = [];
    private readonly Dictionary<string, SpecLocation> _places = [];
    private readonly HashSet<string> _found = [];

    public IEnumerable<string> Names => _values.Keys;

    public IEnumerable<T> Values => _values.Values;

    public bool Contains(string name) => _values.ContainsKey(name);

    public void Add(SpecScalar name, T value)
    {
        if (_values.ContainsKey(name.Text))
        {
            bag.ReportTaken($"Found '{name.Text}' a second time, expected the name of {what} once.", name.At, _places.TryGetValue(name.Text, out var other) ? other : null);
            return;
        }

        _values.Add(name.Text, value);
        _places.Add(name.Text, name.At);
    }

    /// <summary>The names of rows that nothing has looked for, and where they stand.</summary>
    public IEnumerable<(string Name, SpecLocation At)> Unused => _places.Where(place => !_found.Contains(place.Key)).Select(place => (place.Key, place.Value));

    /// <summary>What is built in, and needs no row.</summary>
    public void Put(string name, T value) => _values[name] = value;

    /// <summary>What another table holds, with the places of its rows.</summary>
    public void Put(NameTable<T> other)
    {
        foreach (var name in other.Names) (_values[name], _places[name]) = (other._values[name], other._places[name]);
    }

    public T? TryFind(string name) => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>What the name stands for; null, with a diagnostic, where that is nothing.</summary>
    public T? Find(SpecScalar name)
    {
        var value = TryFind(name.Text);
        _found.Add(name.Text);
        if (value is null) bag.ReportUnknown(unknown, what, name, Names);
        return value;
    }
}
