using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Watches that keys which are ranges of versions name every version once.</summary>
internal sealed class VersionCover(LinkContext context)
{
    private readonly HashSet<int> _taken = [];
    private bool _isUnclear;

    /// <summary>The versions that a key names of those around it.</summary>
    public VersionSpan Take(SpecScalar key, VersionSpan around)
    {
        var found = context.Bag.Diagnostics.Count;
        var span = context.Versions.Read(key, around);
        if (context.Bag.Diagnostics.Count == found) Take(span, key);
        else _isUnclear = true;
        return span;
    }

    /// <summary>Reports the first version that has no key; where a key is at fault, that alone is told.</summary>
    public void ReportGap(VersionSpan around, string what, SpecLocation at)
    {
        for (var version = around.From; version <= around.To && !_isUnclear; version++)
        {
            if (_taken.Contains(version)) continue;

            context.Bag.Report(DiagnosticIds.Versions, $"Found no {what} for version '{context.Versions.Versions[version].Name}', expected one.", at);
            return;
        }
    }

    private void Take(VersionSpan span, SpecScalar key)
    {
        var isFree = true;
        for (var version = span.From; version <= span.To; version++) isFree &= _taken.Add(version);

        _isUnclear |= !isFree;
        if (!isFree) context.Bag.Report(DiagnosticIds.Versions, $"Found '{key.Text}', expected versions that no other key here names.", key.At);
    }
}
