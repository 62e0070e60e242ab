using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Parsing;

/// <summary>One spec file, parsed.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Root">Its tree, or null for a file that is empty or does not parse.</param>
/// <param name="Diagnostics">What is wrong with its form.</param>
public sealed record SpecFile(string Path, SpecNode? Root, EquatableArray<SpecDiagnostic> Diagnostics)
{
    /// <summary>Parses the text of a file. A fault in it becomes a diagnostic.</summary>
    public static SpecFile Parse(string path, string text)
    {
        var tree = new SpecTreeReader(path, text);
        return new SpecFile(path, tree.Read(), new(tree.Diagnostics));
    }
}
