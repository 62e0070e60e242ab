using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares the tables beside the packets.</summary>
internal static class TableComparer
{
    /// <summary>What one side announces and the other keeps.</summary>
    public static IEnumerable<Change> Announced(SpecProtocol before, SpecProtocol after)
    {
        ChangeRecorder changes = new("announced");
        Words words = new(after);
        foreach (var young in after.Announced)
        {
            if (before.Announced.FirstOrDefault(other => other.Name == young.Name) is not { } old)
            {
                changes.Harmless(young.Name, "announcement added", "no bytes differ; limits that are held against it are told with their packets");
                continue;
            }

            changes.Reworded(young.Name, old.About, young.About);
            if (old.By != young.By) changes.Misread(young.Name, $"announced by {words.Role(young.By)} in place of {words.Role(old.By)}", "each side holds the limits against another value");
            var (was, now) = (Sources(old), Sources(young));
            if (was != now) changes.Misread(young.Name, $"announced in {now} in place of {was}", "each side holds the limits against another value");
        }

        foreach (var old in before.Announced.Where(old => after.Announced.All(other => other.Name != old.Name)))
        {
            changes.Harmless(old.Name, "announcement removed", "no bytes differ; limits that were held against it are told with their packets");
        }

        return changes.Changes;
    }

    /// <summary>What types are about; what may stand where is told with the packets.</summary>
    public static IEnumerable<Change> Types(SpecProtocol before, SpecProtocol after) =>
        Sentences("types", before.WireTypes.Select(type => (type.Name, type.About)), after.WireTypes.Select(type => (type.Name, type.About)));

    /// <summary>What properties are about; where they may stand is told with the packets.</summary>
    public static IEnumerable<Change> Properties(SpecProtocol before, SpecProtocol after) =>
        Sentences("properties", before.Properties.Select(property => (property.Name, property.About)), after.Properties.Select(property => (property.Name, property.About)));

    /// <summary>What reason codes are about; where they may stand is told with the packets.</summary>
    public static IEnumerable<Change> ReasonCodes(SpecProtocol before, SpecProtocol after) =>
        Sentences("reason codes", before.ReasonCodes.Select(code => (code.Name, code.About)), after.ReasonCodes.Select(code => (code.Name, code.About)));

    /// <summary>The rules: which there are, who keeps them, and what answers a breach.</summary>
    public static IEnumerable<Change> Rules(SpecProtocol before, SpecProtocol after)
    {
        ChangeRecorder changes = new("rules");
        var known = before.Rules.ToDictionary(Key, StringComparer.Ordinal);
        foreach (var young in after.Rules)
        {
            if (known.Remove(Key(young), out var old)) Compare(changes, old, young);
            else changes.Harmless(Key(young), "rule added", "no bytes differ; what breaks it is told with its packets");
        }

        foreach (var old in before.Rules.Where(old => known.ContainsKey(Key(old)))) changes.Harmless(Key(old), "rule removed", "no bytes differ; what broke it is told with its packets");

        return changes.Changes;
    }

    private static IEnumerable<Change> Sentences(string group, IEnumerable<(string Name, string? About)> before, IEnumerable<(string Name, string? About)> after)
    {
        ChangeRecorder changes = new(group);
        foreach (var (old, young) in before.Join(after, row => row.Name, row => row.Name, (old, young) => (old, young))) changes.Reworded(young.Name, old.About, young.About);

        return changes.Changes;
    }

    private static void Compare(ChangeRecorder changes, Rule old, Rule young)
    {
        var item = Key(young);
        if (old.Name != young.Name) changes.Renamed(item, old.Name, young.Name);
        if (old.Answer != young.Answer) changes.Harmless(item, $"a breach is answered by {young.Answer ?? "nothing"} in place of {old.Answer ?? "nothing"}", "the same packets are refused, with another answer");
        if (old.KeptBy != young.KeptBy) changes.Harmless(item, $"kept by {young.KeptBy} in place of {old.KeptBy}", "no bytes differ");
        changes.Moved(item, old.Section, young.Section);
        changes.Reworded(item, old.About, young.About);
    }

    private static string Key(Rule rule) => rule.Id ?? rule.Name;

    private static string Sources(Announced announced) => string.Join(", ", announced.From.Select(source => $"{source.Packet}.{source.Member}"));
}
