using System.Diagnostics.CodeAnalysis;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Client;

/// <summary>What a test demands; each message says what was seen.</summary>
internal static class Check
{
    public static void That([DoesNotReturnIf(false)] bool holds, string seen)
    {
        if (!holds) throw new ConformanceException(seen);
    }

    public static void Equal<T>(T expected, T actual, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what} is {Show(actual)}, not {Show(expected)}");

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var (wanted, seen) = (expected.ToList(), actual.ToList());
        That(wanted.SequenceEqual(seen), $"{what}: [{string.Join(", ", seen.Select(Show))}], not [{string.Join(", ", wanted.Select(Show))}]");
    }

    public static string Show<T>(T value) => value switch
    {
        null => "absent",
        ReasonCode reason => $"0x{(byte)reason:X2}",
        _ => value.ToString() ?? "",
    };
}
