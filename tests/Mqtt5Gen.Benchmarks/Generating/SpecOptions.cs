using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mqtt5Gen.Benchmarks.Generating;

/// <summary>What the build of src/Mqtt5Gen.Protocol tells the generator.</summary>
internal sealed class SpecOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Options OfFiles = new() { ["build_metadata.AdditionalFiles.Mqtt5GenKind"] = "spec" };

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options
    {
        ["build_property.RootNamespace"] = "Mqtt5Gen.Protocol",
        ["build_property.Mqtt5GenVisibility"] = "public",
    };

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => OfFiles;

    private sealed class Options : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = new(KeyComparer);

        public string this[string key]
        {
            set => _values[key] = value;
        }

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
    }
}
