using Microsoft.CodeAnalysis;

namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>A protocol written for one test, and C# that uses what is generated of it.</summary>
internal static class OwnProtocol
{
    private const string Usings = "using System;\nusing System.Linq;\nusing Mqtt5Gen.Protocol;\nusing Mqtt5Gen.Wire;\n";

    /// <summary>Runs the generator over a protocol's head and further files.</summary>
    public static GeneratorRun Run(string protocol, params string[] files) =>
        GeneratorRun.Over([new SpecText("spec/protocol.yaml", protocol), .. files.Where(text => text.Length > 0).Select((text, index) => new SpecText($"spec/{index}.yaml", text))]);

    /// <summary>What is wrong with the spec; that a type is of no use is not.</summary>
    public static IReadOnlyList<Diagnostic> Faults(this GeneratorRun run) =>
        [.. run.Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)];

    /// <summary>Compiles what is generated without a warning.</summary>
    public static GeneratorRun Compile(string protocol, params string[] files)
    {
        var run = Run(protocol, files);
        Assert.Empty(run.Faults());
        Assert.Empty(run.Output.Complaints());
        return run;
    }

    /// <summary>Compiles what is generated with a method body (and further types) beside it, and gives what the method returns.</summary>
    public static string Play(this GeneratorRun run, string body, string beside = "")
    {
        var source = $$"""
            {{Usings}}
            {{beside}}

            public static class Play
            {
                public static string Run()
                {
                    {{body}}
                }
            }
            """;
        var type = run.Beside(source).Output.Load().GetType("Play", throwOnError: true)!;
        return Assert.IsType<string>(type.GetMethod("Run")!.Invoke(null, null));
    }
}
