using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>Compiles what is generated, as the project that holds it does: nullable, documented, nothing used implicitly.</summary>
internal static class Compiling
{
    private static readonly CSharpCompilationOptions Options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999);

    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>C# 14, with documentation read and checked.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    /// <summary>A compilation of no source, against the wire layer and the framework that runs the tests.</summary>
    public static CSharpCompilation Empty { get; } = CSharpCompilation.Create("Generated", references: References(), options: Options);

    public static CSharpCompilation With(this CSharpCompilation compilation, string source) =>
        compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, ParseOptions));

    /// <summary>Every error and warning of compiling, those of emitting included.</summary>
    public static IReadOnlyList<string> Complaints(this Compilation compilation) =>
        [.. Emit(compilation, Stream.Null).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];

    public static Assembly Load(this Compilation compilation)
    {
        using var bytes = new MemoryStream();
        Assert.DoesNotContain(Emit(compilation, bytes), diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
        return Assembly.Load(bytes.ToArray());
    }

    private static IReadOnlyList<Diagnostic> Emit(Compilation compilation, Stream output) => compilation.Emit(output).Diagnostics;

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == FrameworkFolder)
            .Append(typeof(Frame).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
}
