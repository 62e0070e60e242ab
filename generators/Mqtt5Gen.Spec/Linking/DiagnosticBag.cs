using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Gathers what is wrong.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<SpecDiagnostic> _diagnostics = [];
    private readonly HashSet<string> _excused = [];
    private readonly HashSet<string> _overlays = [];

    public IReadOnlyList<SpecDiagnostic> Diagnostics => _diagnostics;

    public bool HasErrors => _diagnostics.Any(diagnostic => diagnostic.IsError);

    public void Report(string id, string message, SpecLocation at) => _diagnostics.Add(new(id, message, IsError: true, at));

    public void Warn(string id, string message, SpecLocation at) => _diagnostics.Add(new(id, message, IsError: false, at));

    /// <summary>A file that is an overlay: what it takes from its base is a fault of its own kind.</summary>
    public void AddOverlay(string path) => _overlays.Add(path);

    public bool IsOverlay(SpecLocation at) => _overlays.Contains(at.Path);

    /// <summary>An id or name that is taken, by what stands at the other place; null where it is built in.</summary>
    public void ReportTaken(string message, SpecLocation at, SpecLocation? by)
    {
        if (!IsOverlay(at) || by?.Path == at.Path)
        {
            Report(DiagnosticIds.Duplicate, message, at);
            return;
        }

        var where = by is null ? "It is built in." : $"The other stands in {Path.GetFileName(by.Path)}, line {by.StartLine + 1}.";
        Report(DiagnosticIds.OverlayTakes, $"{message} {where}", at);
    }

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
