using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>What the files hold, sorted by their top-level keys: the rows of overlays come after all rows of their base.</summary>
internal sealed class SpecSections
{
    private static readonly string[] TopKeys =
        ["protocol", "wire-types", "properties", "reason-codes", "return-codes", "rules", "errors", "announced", "packet", OverlayKey];

    private const string OverlayKey = "overlay";
    private static readonly string[] OverlayKeys =
    [
        OverlayKey, "about", "wire-types", "properties", "reason-codes", "return-codes", "rules", "errors", "announced", "packets", "allow", "narrow",
    ];

    private readonly Dictionary<string, List<SpecNode>> _rows = [];
    private readonly List<SpecNode> _packets = [];
    private readonly List<SpecScalar> _overlays = [];
    private readonly DiagnosticBag _bag;

    public SpecSections(IEnumerable<SpecFile> files, DiagnosticBag bag)
    {
        _bag = bag;
        foreach (var file in files)
        {
            if (file.Root is null && file.Diagnostics.Count == 0) _bag.Warn(DiagnosticIds.EmptyFile, $"Found nothing in the file, expected one of {string.Join(", ", TopKeys)}.", StartOf(file.Path));
        }

        foreach (var root in files.Select(file => file.Root).OfType<SpecNode>().OrderBy(IsOverlay)) Add(root);
    }

    public SpecMapping? Protocol { get; private set; }

    /// <summary>Every packet of the base, then those of the overlays.</summary>
    public IReadOnlyList<SpecNode> Packets => [.. _packets, .. Rows("packets")];

    /// <summary>Of every overlay the name of the protocol that it adds to.</summary>
    public IReadOnlyList<SpecScalar> Overlays => _overlays;

    public IReadOnlyList<SpecNode> Rows(string key) => _rows.TryGetValue(key, out var rows) ? rows : [];

    /// <summary>The first place of a file.</summary>
    public static SpecLocation StartOf(string path) => new(path, 0, 0, 0, 0, 0, 0);

    private static bool IsOverlay(SpecNode root) => root is SpecMapping row && row[OverlayKey] is not null;

    private void Add(SpecNode node)
    {
        if (node is not SpecMapping root)
        {
            _bag.Report(DiagnosticIds.WrongValue, $"Found no key at the top of the file, expected one of {string.Join(", ", TopKeys)}.", node.At);
            return;
        }

        if (IsOverlay(root))
        {
            AddOverlay(root);
            return;
        }

        if (root["packet"] is not null)
        {
            _packets.Add(root);
            return;
        }

        if (root["protocol"] is not null)
        {
            AddProtocol(root);
            return;
        }

        if (root.Entries.Count > 0 && !root.Entries.Any(entry => TopKeys.Contains(entry.Key.Text)))
        {
            ReportUnknown(root.Entries.FirstOrDefault(entry => NearestName.Hint(entry.Key.Text, TopKeys).Length > 0) ?? root.Entries[0]);
            return;
        }

        foreach (var entry in root.Entries)
        {
            AddTable(entry);
        }
    }

    private void ReportUnknown(SpecEntry entry) => _bag.ReportUnknown(DiagnosticIds.UnknownKey, "a key that says what the file holds", entry.Key, TopKeys);

    private void AddOverlay(SpecMapping root)
    {
        _bag.AddOverlay(root.At.Path);
        NodeReader row = new(root, "an overlay", OverlayKeys, _bag);
        _overlays.Add(row.Required(OverlayKey));
        foreach (var entry in root.Entries)
        {
            if (entry.Key.Text is not (OverlayKey or "about") && OverlayKeys.Contains(entry.Key.Text)) AddRows(entry);
        }
    }

    private void AddProtocol(SpecMapping root)
    {
        if (Protocol is null)
        {
            Protocol = root;
            return;
        }

        _bag.Report(DiagnosticIds.SecondProtocol, "Found a second 'protocol', expected one in a namespace.", root["protocol"]!.At);
    }

    private void AddTable(SpecEntry entry)
    {
        if (!TopKeys.Contains(entry.Key.Text))
        {
            ReportUnknown(entry);
            return;
        }

        AddRows(entry);
    }

    private void AddRows(SpecEntry entry)
    {
        if (entry.Value is not SpecSequence list)
        {
            _bag.Report(DiagnosticIds.WrongValue, $"Found no list at '{entry.Key.Text}', expected one.", entry.Key.At);
            return;
        }

        if (!_rows.TryGetValue(entry.Key.Text, out var rows)) _rows.Add(entry.Key.Text, rows = []);
        rows.AddRange(list.Items);
    }
}
