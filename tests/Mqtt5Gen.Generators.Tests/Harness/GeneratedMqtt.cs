using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>What the spec of this repository generates, compiled once.</summary>
public sealed class GeneratedMqtt
{
    private readonly GeneratorRun _run = GeneratorRun.Over(Repository.Spec);
    private readonly Lazy<Assembly> _assembly;

    public GeneratedMqtt() => _assembly = new(_run.Output.Load);

    public Compilation Compilation => _run.Output;

    public IReadOnlyDictionary<string, string> Sources => _run.Sources;

    public IReadOnlyList<Diagnostic> Diagnostics => _run.Diagnostics;

    public Type Type(string name) => _assembly.Value.GetType("Mqtt5Gen.Protocol." + name, throwOnError: true)!;
}
