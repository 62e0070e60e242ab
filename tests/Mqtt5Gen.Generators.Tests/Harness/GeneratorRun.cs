using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mqtt5Gen.Generators.Emit;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>A run of the generator over spec files, from which a run after an edit goes on.</summary>
internal sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;
    private readonly ImmutableArray<AdditionalText> _files;
    private readonly GeneratorRunResult _result;

    private GeneratorRun(GeneratorDriver driver, ImmutableArray<AdditionalText> files, CSharpCompilation compilation)
    {
        _files = files;
        _driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        (Output, Diagnostics) = (output, diagnostics);
        _result = _driver.GetRunResult().Results.Single();
        Assert.Null(_result.Exception);
    }

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator reported.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The generated text by the file's name.</summary>
    public IReadOnlyDictionary<string, string> Sources =>
        _result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>What was emitted anew in this run: <c>Packets.Publish</c>, or the name of the step that fed it.</summary>
    public IReadOnlyList<string> Emitted =>
    [
        .. _result.TrackedOutputSteps.Values
            .SelectMany(steps => steps)
            .Where(step => step.Outputs.Any(output => IsAnew(output.Reason)))
            .Select(Fed)
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    public static GeneratorRun Over(IEnumerable<AdditionalText> files) => Over([.. files]);

    public static GeneratorRun Over(params ImmutableArray<AdditionalText> files) => Of(BuildText.Usual, files);

    /// <summary>A run in a project of these properties.</summary>
    public static GeneratorRun Of(BuildText build, params ImmutableArray<AdditionalText> files) => new(
        CSharpGeneratorDriver.Create(
            [new Mqtt5Generator().AsSourceGenerator()],
            files,
            Compiling.ParseOptions,
            build,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)),
        files,
        Compiling.Empty);

    /// <summary>The run after one piece of one file was edited.</summary>
    public GeneratorRun Edit(string path, string piece, string edit)
    {
        var before = (SpecText)_files.Single(file => file.Path == path);
        var after = before.Edited(piece, edit);
        return new(_driver.ReplaceAdditionalText(before, after), _files.Replace(before, after), Compiling.Empty);
    }

    /// <summary>The run after a file came in.</summary>
    public GeneratorRun With(SpecText file) => new(_driver.AddAdditionalTexts([file]), _files.Add(file), Compiling.Empty);

    /// <summary>The run after a file went.</summary>
    public GeneratorRun Without(SpecText file) => new(_driver.RemoveAdditionalTexts([file]), _files.Remove(file), Compiling.Empty);

    /// <summary>The run after C# was written beside the spec.</summary>
    public GeneratorRun Beside(string source) => new(_driver, _files, Compiling.Empty.With(source));

    /// <summary>The run after the project's properties were edited.</summary>
    public GeneratorRun In(BuildText build) => new(_driver.WithUpdatedAnalyzerConfigOptions(build), _files, Compiling.Empty);

    /// <summary>How many results of a step this run has found new or changed.</summary>
    public int Anew(string step) => Results(step).Count(IsAnew);

    /// <summary>How many results of a step this run has worked out, even where they came out as before.</summary>
    public int Worked(string step) => Results(step).Count(reason => reason is not IncrementalStepRunReason.Cached);

    private IEnumerable<IncrementalStepRunReason> Results(string step) =>
        _result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static bool IsAnew(IncrementalStepRunReason reason) =>
        reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);

    private static string Fed(IncrementalGeneratorRunStep step)
    {
        var (source, index) = step.Inputs.Single();
        return source.Outputs[index].Value is Targeted<Packet> packet ? $"{source.Name}.{packet.Part.Spelled}" : source.Name ?? "Diagnostics";
    }
}
