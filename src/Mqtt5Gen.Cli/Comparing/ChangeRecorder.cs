namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Collects the differences in one group, and joins those that are the same in several versions.</summary>
internal sealed class ChangeRecorder(string groupName)
{
    private readonly List<(Change Change, string? Version)> _found = [];
    private readonly HashSet<string> _compared = [];
    private string? _version;

    /// <summary>Everything from here on is of this version.</summary>
    public void Enter(string version)
    {
        _version = version;
        _compared.Add(version);
    }

    /// <summary>Everything from here on is of no version of its own.</summary>
    public void Leave() => _version = null;

    /// <summary>Senders may send more than before.</summary>
    public void Widened(string item, string what, string more) =>
        Add(item, what, Impact.OldReceiver, $"an old receiver refuses {more}, which a new sender may send");

    /// <summary>Senders may send less than before.</summary>
    public void Narrowed(string item, string what, string less) =>
        Add(item, what, Impact.NewReceiver, $"a new receiver refuses {less}, which an old sender may send");

    /// <summary>The two sides take the same bytes for different things.</summary>
    public void Misread(string item, string what, string reason) => Add(item, what, Impact.Both, reason);

    /// <summary>A change of what is said or done about bytes that are as before.</summary>
    public void Harmless(string item, string what, string reason) => Add(item, what, Impact.None, reason);

    /// <summary>A change of a name.</summary>
    public void Renamed(string item, string from, string to) =>
        Harmless(item, $"'{from}' is now called '{to}'", "the bytes are as before; names in generated code differ");

    /// <summary>A change of a sentence.</summary>
    public void Reworded(string item, string? from, string? to)
    {
        if (from != to) Add(item, "the sentence about it changed", Impact.None, "no bytes differ", Verdict.Documentation);
    }

    /// <summary>A change of where the standard states it.</summary>
    public void Moved(string item, string? from, string? to)
    {
        if (from != to) Add(item, $"section {from ?? "(none)"} became {to ?? "(none)"}", Impact.None, "no bytes differ", Verdict.Documentation);
    }

    /// <summary>Any change.</summary>
    public void Add(string item, string what, Impact impact, string reason) =>
        Add(item, what, impact, reason, impact is Impact.None ? Verdict.Compatible : Verdict.Breaking);

    /// <summary>The differences in the order in which they were found, each once.</summary>
    public IEnumerable<Change> Changes =>
        from found in _found
        group found.Version by (found.Change.Item, found.Change.What, found.Change.Verdict, found.Change.Impact, found.Change.Reason) into same
        let versions = same.OfType<string>().Distinct().ToList()
        let named = same.Key.Verdict is Verdict.Documentation || versions.Count == _compared.Count ? [] : versions
        select new Change(groupName, same.Key.Item, same.Key.What, same.Key.Verdict, same.Key.Impact, same.Key.Reason, named);

    private void Add(string item, string what, Impact impact, string reason, Verdict verdict) =>
        _found.Add((new(groupName, item, what, verdict, impact, reason, []), _version));
}
