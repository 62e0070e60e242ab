using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>The names of one scope of generated code, each of which one part of the spec may claim.</summary>
internal sealed class NameClaims(DiagnosticBag bag, IEnumerable<string> reserved, StringComparer comparer)
{
    private readonly Dictionary<string, string?> _owners = reserved.Distinct(comparer).ToDictionary(name => name, _ => default(string), comparer);

    /// <summary>Claims the name that a word of the spec states, and that nothing else is called.</summary>
    public void Claim(SpecNode? word)
    {
        if (word is SpecScalar name) Claim([name.Text], name.Text, name.Text, name.At);
    }

    /// <summary>Claims names that are made of a word of the spec.</summary>
    /// <param name="names">The names in generated code.</param>
    /// <param name="word">The word.</param>
    /// <param name="owner">What the names are for; claimed twice by the same owner, the fault is told elsewhere.</param>
    /// <param name="at">Where the word stands.</param>
    /// <param name="needed">Further names that generated code needs where these are used.</param>
    public void Claim(IReadOnlyList<string> names, string word, string owner, SpecLocation at, IReadOnlyList<string>? needed = null)
    {
        if (word.Length == 0) return;

        var taken = names.FirstOrDefault(name => (_owners.TryGetValue(name, out var other) && other != owner) || needed?.Contains(name) == true);
        if (taken is null)
        {
            foreach (var name in names) _owners[name] = owner;
            return;
        }

        var whose = _owners.TryGetValue(taken, out var user) && user is not null ? $"'{user}'" : "itself";
        bag.Report(DiagnosticIds.NeededName, $"Found '{word}', expected another name: generated code needs '{taken}' for {whose}.", at);
    }
}
