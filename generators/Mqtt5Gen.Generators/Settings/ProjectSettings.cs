using Microsoft.CodeAnalysis.Diagnostics;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>What the project's properties ask for.</summary>
/// <param name="Defaults">What is asked of each protocol that says nothing else.</param>
/// <param name="Mqtt">Whether MQTT is wanted.</param>
internal sealed record ProjectSettings(SpecSettings Defaults, Setting Mqtt)
{
    /// <summary>Whether MQTT is wanted.</summary>
    public bool WantsMqtt => Is("true");

    /// <summary>Whether what was written says so or not.</summary>
    public bool IsClear => Mqtt.Value.Length == 0 || WantsMqtt || Is("false");

    /// <summary>Reads them.</summary>
    public static ProjectSettings Read(AnalyzerConfigOptions project) => new(SpecSettings.OfProject(project), BuildOptions.Property(project, nameof(Mqtt)));

    private bool Is(string word) => string.Equals(Mqtt.Value, word, StringComparison.OrdinalIgnoreCase);
}
