using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>What the files hold, sorted by their top-level keys.</summary>
internal sealed class SpecSections
{
    private static readonly string[] TopKeys =
        ["protocol", "wire-types", "properties", "reason-codes", "return-codes", "rules", "errors", "announced", "packet"];

    private readonly Dictionary<string, List<SpecNode>> _rows = [];
    private readonly List<SpecFile> _packets = [];
    private readonly DiagnosticBag _bag;

    public SpecSections(IEnumerable<SpecFile> files, DiagnosticBag bag)
    {
        _bag = bag;
        foreach (var file in files)
        {
            if (file.Root is not null) Add(file);
        }
    }

    public SpecMapping? Protocol { get; private set; }

    public IReadOnlyList<SpecFile> Packets => _packets;

    public IReadOnlyList<SpecNode> Rows(string key) => _rows.TryGetValue(key, out var rows) ? rows : [];

    private void Add(SpecFile file)
    {
        if (file.Root is not SpecMapping root)
        {
            _bag.Report(DiagnosticIds.WrongValue, $"Found no key at the top of the file, expected one of {string.Join(", ", TopKeys)}.", file.Root!.At);
            return;
        }

        if (root["packet"] is not null)
        {
            _packets.Add(file);
            return;
        }

        if (root["protocol"] is not null)
        {
            AddProtocol(root);
            return;
        }

        foreach (var entry in root.Entries)
        {
            AddTable(entry);
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
            _bag.ReportUnknown(DiagnosticIds.UnknownKey, "a key that says what the file holds", entry.Key, TopKeys);
            return;
        }

        if (entry.Value is not SpecSequence list)
        {
            _bag.Report(DiagnosticIds.WrongValue, $"Found no list at '{entry.Key.Text}', expected one.", entry.Key.At);
            return;
        }

        if (!_rows.TryGetValue(entry.Key.Text, out var rows)) _rows.Add(entry.Key.Text, rows = []);
        rows.AddRange(list.Items);
    }
}
