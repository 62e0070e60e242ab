using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads the rows of overlays that are about what their base has. The first key of a kind says which kind a row is of.</summary>
internal sealed class OverlayRows(LinkContext context)
{
    private static readonly (string Kind, string[] Keys)[] Allows =
    [
        ("property", ["property", "in", "sent-by", "rule", "breaks", "repeats", "when-absent", "about"]),
        ("reason-code", ["reason-code", "in", "sent-by", "about"]),
    ];

    private static readonly (string Kind, string[] Keys)[] Narrows =
    [
        ("property", ["property", "in", "length", "not-in", "rule", "about"]),
        ("field", ["field", "in", "length", "rule", "about"]),
        ("reason-code", ["reason-code", "not-in", "about"]),
        ("packet", ["packet", "if", "then", "keep", "rule", "versions", "sent-by", "about"]),
    ];

    /// <summary>Whether every overlay stands beside the protocol that it names; otherwise it is reported.</summary>
    public static bool HaveTheirBase(SpecSections sections, DiagnosticBag bag)
    {
        var found = bag.Diagnostics.Count;
        var name = (sections.Protocol?["protocol"] as SpecScalar)?.Text;
        foreach (var word in sections.Overlays.Where(word => word.Text.Length > 0 && word.Text != name))
        {
            var expected = name is null ? "a file with 'protocol' at its top: there is none to add to" : $"'{name}', the protocol that it adds to";
            bag.Report(DiagnosticIds.OverlayBase, $"Found an overlay of '{word.Text}', expected {expected}.{NearestName.Hint(word.Text, name is null ? [] : [name])}", word.At);
        }

        return bag.Diagnostics.Count == found;
    }

    /// <summary>What is allowed in a further place: the rows of one kind.</summary>
    public IEnumerable<NodeReader> Allowed(string kind) => Rows("allow", "what is allowed further", Allows).Where(row => row.Kind == kind).Select(row => row.Row);

    /// <summary>What is narrowed, with the kind of each row.</summary>
    public IEnumerable<(string Kind, NodeReader Row)> Narrowed() => Rows("narrow", "what is narrowed", Narrows);

    private IEnumerable<(string Kind, NodeReader Row)> Rows(string table, string what, (string Kind, string[] Keys)[] kinds)
    {
        foreach (var node in context.Sections.Rows(table))
        {
            var (kind, keys) = kinds.FirstOrDefault(candidate => (node as SpecMapping)?[candidate.Kind] is not null);
            if (kind is not null) yield return (kind, context.Read(node, what, keys));
            else ReportKind(node, what, [.. kinds.Select(candidate => candidate.Kind)]);
        }
    }

    // Rows are read once for each kind that is asked for: the bag tells the same fault once.
    private void ReportKind(SpecNode node, string what, IReadOnlyList<string> kinds)
    {
        if (node is not SpecMapping row)
        {
            context.Read(node, what, kinds);
            return;
        }

        var near = row.Entries.Select(entry => NearestName.Hint(entry.Key.Text, kinds)).FirstOrDefault(hint => hint.Length > 0);
        context.Bag.Report(DiagnosticIds.MissingKey, $"Found no {string.Join(", ", kinds)} here, expected one: it says {what}.{near}", node.At);
    }
}
