using Microsoft.CodeAnalysis.Diagnostics;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>What the project's properties ask for.</summary>
/// <param name="Defaults">What is asked of each protocol that says nothing else.</param>
/// <param name="Mqtt">Whether MQTT is wanted.</param>
/// <param name="IsReferenced">Whether the project references the generator, and did not only come by it through another project.</param>
internal sealed record ProjectSettings(SpecSettings Defaults, Setting Mqtt, bool IsReferenced)
{
    /// <summary>Whether MQTT is wanted.</summary>
    public bool WantsMqtt => Is(Mqtt, "true");

    /// <summary>Whether what was written says so or not.</summary>
    public bool IsClear => Mqtt.Value.Length == 0 || WantsMqtt || Is(Mqtt, "false");

    /// <summary>Reads them.</summary>
    public static ProjectSettings Read(AnalyzerConfigOptions project) => new(
        SpecSettings.OfProject(project),
        BuildOptions.Property(project, nameof(Mqtt)),
        !Is(BuildOptions.Property(project, nameof(IsReferenced)), "false"));

    private static bool Is(Setting setting, string word) => string.Equals(setting.Value, word, StringComparison.OrdinalIgnoreCase);
}
