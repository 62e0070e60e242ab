using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Gathers what is wrong.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<SpecDiagnostic> _diagnostics = [];
    private readonly HashSet<string> _excused = [];

    public IReadOnlyList<SpecDiagnostic> Diagnostics => _diagnostics;

    public void Report(string id, string message, SpecLocation at) => _diagnostics.Add(new(id, message, IsError: true, at));

    /// <summary>A name whose own row is at fault: that nothing stands under it is no second fault.</summary>
    public void Excuse(string name) => _excused.Add(name);

    public bool IsExcused(string name) => _excused.Contains(name);

    /// <summary>A word that names nothing. An empty word was reported where it was read.</summary>
    public void ReportUnknown(string id, string what, SpecScalar word, IEnumerable<string> names) =>
        ReportUnknown(id, what, word.Text, word.At, names);

    public void ReportUnknown(string id, string what, string word, SpecLocation at, IEnumerable<string> names)
    {
        if (word.Length > 0 && !IsExcused(word)) Report(id, $"Found '{word}', expected {what}.{NearestName.Hint(word, names)}", at);
    }
}
