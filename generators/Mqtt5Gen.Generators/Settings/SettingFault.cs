using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>What is wrong with a setting. It stands in a project file, whose lines the compiler does not know: the name says where.</summary>
internal static class SettingFault
{
    /// <summary>A value that is not allowed.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="allowed">What is.</param>
    /// <param name="names">The names among which the nearest is told.</param>
    public static SpecDiagnostic Of(Setting setting, string allowed, IEnumerable<string>? names = null) =>
        Of($"Found '{setting.Value}' as {setting.Name}, expected {allowed}.{NearestName.Hint(setting.Value, names ?? [])}");

    /// <summary>Two values where one is due.</summary>
    public static SpecDiagnostic OfTwo(Setting first, Setting second) =>
        Of($"Found {Quote(first)} and {Quote(second)}, expected the same for all files of one namespace.");

    private static string Quote(Setting setting) => setting.Value.Length > 0 ? $"'{setting.Value}' as {setting.Name}" : $"no {setting.Name}";

    private static SpecDiagnostic Of(string message) => new(DiagnosticIds.WrongSetting, message, IsError: true, SpecLocation.Nowhere);
}
