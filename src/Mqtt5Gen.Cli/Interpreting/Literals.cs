using System.Globalization;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Values as the spec writes them.</summary>
internal static class Literals
{
    /// <summary>A number or a value's name as a number.</summary>
    public static long Number(WireType? type, string text) =>
        type?.Values.FirstOrDefault(value => value.Name == text) is { } named ? named.Value : long.Parse(text, CultureInfo.InvariantCulture);
}
