using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Version ranges as C# conditions; no condition where the range decides nothing.</summary>
internal static class Versions
{
    /// <summary>The condition under which <paramref name="range"/> holds, or null: always.</summary>
    public static string? Condition(VersionRange range)
    {
        var from = range.From is { } first ? $"version >= ProtocolVersion.{first.Spelled}" : null;
        var to = range.To is { } last ? $"version <= ProtocolVersion.{last.Spelled}" : null;
        return Code.And(from, to);
    }

    /// <summary><paramref name="kept"/>, demanded in <paramref name="range"/> only.</summary>
    public static string Demand(VersionRange range, string kept) =>
        Code.Not(Condition(range)) is { } elsewhere ? $"{elsewhere} || {kept}" : kept;
}
