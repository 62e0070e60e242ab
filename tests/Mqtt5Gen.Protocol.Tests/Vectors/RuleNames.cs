namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>Finds a rule by its statement id, or by its name.</summary>
internal static class RuleNames
{
    private static readonly Dictionary<string, Rule> ByName = Enum.GetValues<Rule>()
        .Where(rule => rule is not Rule.None)
        .SelectMany(rule => new[] { (Name: rule.ToString(), rule), (Name: rule.Id() ?? rule.ToString(), rule) })
        .DistinctBy(row => row.Name)
        .ToDictionary(row => row.Name, row => row.rule);

    public static Rule Find(string? name) =>
        name is null ? Rule.None : ByName.TryGetValue(name, out var rule) ? rule : throw new FormatException($"There is no rule '{name}'.");
}
