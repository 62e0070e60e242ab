using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Gathers what is wrong.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<SpecDiagnostic> _diagnostics = [];

    public IReadOnlyList<SpecDiagnostic> Diagnostics => _diagnostics;

    public void Report(string id, string message, SpecLocation at) => _diagnostics.Add(new(id, message, IsError: true, at));

    /// <summary>A word that names nothing. An empty word was reported where it was read.</summary>
    public void ReportUnknown(string id, string what, SpecScalar word, IEnumerable<string> names) =>
        ReportUnknown(id, what, word.Text, word.At, names);

    public void ReportUnknown(string id, string what, string word, SpecLocation at, IEnumerable<string> names)
    {
        if (word.Length > 0) Report(id, $"Found '{word}', expected {what}.{NearestName.Hint(word, names)}", at);
    }
}
