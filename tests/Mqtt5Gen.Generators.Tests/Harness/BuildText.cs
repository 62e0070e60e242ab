using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>What a build tells the generator: the project's properties, and the data of each file.</summary>
internal sealed class BuildText(params (string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
{
    private const string Datum = "build_metadata.AdditionalFiles.Mqtt5Gen";

    /// <summary>The build of a project that holds public code of MQTT's namespace.</summary>
    public static BuildText Usual { get; } = new(("RootNamespace", "Mqtt5Gen.Protocol"), ("Mqtt5GenVisibility", "public"));

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties.Select(property => ("build_property." + property.Name, property.Value)));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Options(((SpecText)textFile).Data.Select(datum => (Datum + datum.Name, datum.Value)));

    private sealed class Options(IEnumerable<(string Key, string Value)> values) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

        public override IEnumerable<string> Keys => _values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
    }
}
