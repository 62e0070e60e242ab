using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mqtt5Gen.Generators;

namespace Mqtt5Gen.Benchmarks.Generating;

/// <summary>The generator in a compiler that stays, as in an editor: an edit goes on from the run before.</summary>
internal sealed class GeneratorSession
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create("Mqtt5Gen.Protocol");

    private readonly Dictionary<string, SpecText> _files;
    private GeneratorDriver _driver;

    public GeneratorSession(IReadOnlyList<SpecText> files)
    {
        _files = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        _driver = CSharpGeneratorDriver.Create([new Mqtt5Generator().AsSourceGenerator()], [.. files], ParseOptions, new SpecOptions());
    }

    /// <summary>Generates everything that is not known from the run before.</summary>
    /// <returns>How many files there are.</returns>
    public int Run()
    {
        _driver = _driver.RunGenerators(Compilation);
        var result = _driver.GetRunResult();
        return result.Diagnostics.IsEmpty ? result.GeneratedTrees.Length : throw new InvalidOperationException(result.Diagnostics[0].ToString());
    }

    /// <summary>Puts a file in the place of the one of its path, and generates.</summary>
    public int RunWith(SpecText file)
    {
        _driver = _driver.ReplaceAdditionalText(_files[file.Path], file);
        _files[file.Path] = file;
        return Run();
    }
}
