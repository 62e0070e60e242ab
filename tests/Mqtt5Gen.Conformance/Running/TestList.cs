using System.Reflection;
using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Vectors;

namespace Mqtt5Gen.Conformance.Running;

/// <summary>Every test there is: the methods of the section classes, and a test a vector that breaks a rule.</summary>
internal static class TestList
{
    private const string Prefix311 = "3.1.1/";

    /// <summary>All tests, in the order of the standard.</summary>
    public static IReadOnlyList<TestCase> All { get; } = [.. FromMethods(), .. BrokenPackets.Cases()];

    /// <summary>Whether a statement is one of 3.1.1.</summary>
    public static bool IsOf311(string statement) => statement.StartsWith(Prefix311, StringComparison.Ordinal);

    private static IEnumerable<TestCase> FromMethods() =>
        from type in typeof(TestList).Assembly.GetTypes()
        let section = type.GetCustomAttribute<SectionAttribute>()
        where section is not null
        orderby SectionOrder.Of(section.Number), type.Name
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        from test in FromMethod(section, type, method)
        select test;

    private static IEnumerable<TestCase> FromMethod(SectionAttribute section, Type type, MethodInfo method)
    {
        var all = method.GetCustomAttribute<RequirementAttribute>()?.Statements
            ?? throw new InvalidOperationException($"{type.Name}.{method.Name} shows no statement.");
        var needs = (Of<NeedsAttribute>(type)?.Capabilities ?? Capability.None) | (Of<NeedsAttribute>(method)?.Capabilities ?? Capability.None);
        var profile = (Of<OnAttribute>(method) ?? Of<OnAttribute>(type))?.Profile ?? Profile.Usual;
        foreach (var version in new[] { ProtocolVersion.V5, ProtocolVersion.V311 })
        {
            var statements = all.Where(statement => IsOf311(statement) == version is ProtocolVersion.V311).ToList();
            if (statements.Count == 0) continue;

            var name = version is ProtocolVersion.V311 ? $"{method.Name} (3.1.1)" : method.Name;
            var needed = needs | (version is ProtocolVersion.V311 ? Capability.V311 : Capability.None);
            yield return new TestCase(name, $"{section.Number} {section.Title}", version, statements, needed, profile, method.CreateDelegate<Func<Bench, Task>>());
        }
    }

    private static T? Of<T>(MemberInfo member)
        where T : Attribute => member.GetCustomAttribute<T>();
}
