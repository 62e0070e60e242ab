namespace Mqtt5Gen.Architecture.Tests;

/// <summary>Who may import whom. A new arrow is a decision: it belongs in this table and in src/README.md first.</summary>
public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Mqtt5Gen.Spec"] = [],
        ["Mqtt5Gen.Generators"] = ["Mqtt5Gen.Spec"],
        ["Mqtt5Gen.Generators.Package"] = ["Mqtt5Gen.Generators", "Mqtt5Gen.Wire"],
        ["Mqtt5Gen.Wire"] = [],
        ["Mqtt5Gen.Protocol"] = ["Mqtt5Gen.Wire", "Mqtt5Gen.Generators"],
        ["Mqtt5Gen.Sessions"] = ["Mqtt5Gen.Protocol"],
        ["Mqtt5Gen.Client"] = ["Mqtt5Gen.Sessions"],
        ["Mqtt5Gen.Client.Sqlite"] = ["Mqtt5Gen.Client"],
        ["Mqtt5Gen.Client.Hosting"] = ["Mqtt5Gen.Client"],
        ["Mqtt5Gen.Broker"] = ["Mqtt5Gen.Sessions"],
        ["Mqtt5Gen.Broker.AspNetCore"] = ["Mqtt5Gen.Broker"],
        ["Mqtt5Gen.Broker.Sqlite"] = ["Mqtt5Gen.Broker"],
        ["Mqtt5Gen.Broker.Nats"] = ["Mqtt5Gen.Broker"],
        ["Mqtt5Gen.Server"] =
        [
            "Mqtt5Gen.Wire", "Mqtt5Gen.Protocol", "Mqtt5Gen.Sessions", "Mqtt5Gen.Client", "Mqtt5Gen.Broker",
            "Mqtt5Gen.Broker.AspNetCore", "Mqtt5Gen.Broker.Sqlite", "Mqtt5Gen.Broker.Nats",
        ],
        ["Mqtt5Gen.Cli"] = ["Mqtt5Gen.Client", "Mqtt5Gen.Spec"],
    };

    public static TheoryData<string> ShippedProjects => [.. SourceProjects().Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void TheTreeHoldsProjects() => Assert.Contains("Mqtt5Gen.Protocol", SourceProjects().Keys);

    [Theory]
    [MemberData(nameof(ShippedProjects))]
    public void AProjectImportsOnlyWhatTheDesignAllows(string project)
    {
        var imported = Repository.Arrows(SourceProjects()[project]).Select(arrow => arrow.Target);

        Assert.True(Allowed.TryGetValue(project, out var allowed), $"{project} is not in the table of arrows");
        Assert.Empty(imported.Except(allowed, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ShippedProjects))]
    public void TheGeneratorIsImportedByTheCompilerOnly(string project)
    {
        if (project is "Mqtt5Gen.Cli" or "Mqtt5Gen.Generators" or "Mqtt5Gen.Generators.Package") return;

        var generators = Repository.Projects("generators");
        var atRunTime = Repository.Arrows(SourceProjects()[project])
            .Where(arrow => generators.ContainsKey(arrow.Target) && !arrow.AsAnalyzer);

        Assert.Empty(atRunTime);
    }

    [Theory]
    [MemberData(nameof(ShippedProjects))]
    public void APeerIsNeverADependency(string project) =>
        Assert.DoesNotContain(Repository.Packages(SourceProjects()[project]), package => package.StartsWith("MQTTnet", StringComparison.Ordinal));

    private static Dictionary<string, string> SourceProjects() =>
        Repository.Projects("src").Concat(Repository.Projects("generators")).ToDictionary(StringComparer.Ordinal);
}
