using System.Text.RegularExpressions;

namespace Mqtt5Gen.Cli.Wording;

/// <summary>Names in mixed case as words.</summary>
internal static partial class Names
{
    /// <summary><c>WillRetain</c> as <c>Will Retain</c>, <c>MaximumQoS</c> as <c>Maximum QoS</c>.</summary>
    public static string Spaced(string name) => Seam().Replace(name, " ");

    // Before a capital that a small letter stands before, or after; QoS is one word.
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])(?<!Qo)|(?<=[A-Z])(?=[A-Z][a-z])(?!.{1}oS)")]
    private static partial Regex Seam();
}
