namespace Mqtt5Gen.Spec.Parsing;

/// <summary>A place in a spec file. Lines and columns count from 0, as the compiler does.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">The first character's offset.</param>
/// <param name="Length">The number of characters.</param>
/// <param name="StartLine">The line of the first character.</param>
/// <param name="StartColumn">The column of the first character.</param>
/// <param name="EndLine">The line after the last character.</param>
/// <param name="EndColumn">The column after the last character.</param>
public sealed record SpecLocation(string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>No place in any file.</summary>
    public static SpecLocation Nowhere { get; } = new("", 0, 0, 0, 0, 0, 0);
}
