using System.Reflection;

namespace Mqtt5Gen.Client.Tests.Statements;

/// <summary>Every statement that binds a client has a test that shows it of ours, or a reason why there is none.</summary>
public sealed class StatementGuardTests
{
    private const string NoProperties = "The client sends none of these properties, so it has none to leave out";

    // May only become less.
    private static readonly Dictionary<string, string> NotShown = new(StringComparer.Ordinal)
    {
        ["MQTT-3.4.2-2"] = NoProperties,
        ["MQTT-3.4.2-3"] = NoProperties,
        ["MQTT-3.5.2-2"] = NoProperties,
        ["MQTT-3.5.2-3"] = NoProperties,
        ["MQTT-3.6.2-2"] = NoProperties,
        ["MQTT-3.6.2-3"] = NoProperties,
        ["MQTT-3.7.2-2"] = NoProperties,
        ["MQTT-3.7.2-3"] = NoProperties,
        ["MQTT-3.15.2-2"] = NoProperties,
        ["MQTT-3.15.2-3"] = NoProperties,
        ["MQTT-4.3.3-9"] = "The client takes over every QoS 2 message, and refuses none with a PUBREC of 0x80 or more",
    };

    private static readonly string[] Actors = ["client", "both", "sender", "receiver"];

    private static IEnumerable<string> Shown =>
        from type in typeof(StatementGuardTests).Assembly.GetTypes()
        from method in type.GetMethods()
        where method.IsDefined(typeof(FactAttribute))
        from id in method.GetCustomAttribute<StatementAttribute>()?.Ids ?? []
        select id;

    private static IEnumerable<string[]> Statements =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "requirements.csv")).Skip(1).Select(static line => line.Split(','));

    private static IEnumerable<string> Binding => Statements.Where(static row => Actors.Contains(row[2])).Select(static row => row[0]);

    [Fact]
    public void TheListOfStatementsIsThere() => Assert.Equal(133, Binding.Count());

    [Fact]
    public void EveryStatementThatBindsAClientHasATest() => Assert.Empty(Binding.Except(Shown).Except(NotShown.Keys));

    [Fact]
    public void EveryTestShowsStatementsThatExist() => Assert.Empty(Shown.Except(Statements.Select(static row => row[0])));

    [Fact]
    public void WhatIsNotShownBindsAndHasNoTest()
    {
        Assert.Empty(NotShown.Keys.Except(Binding));
        Assert.Empty(NotShown.Keys.Intersect(Shown));
        Assert.True(NotShown.Count <= 11, "write tests");
    }
}
