using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Watches that every field of a packet can be reached, and that what may be left out can be.</summary>
internal static class FieldOrderCheck
{
    public static void Run(PacketHead head, IReadOnlyList<Field> fields, DiagnosticBag bag)
    {
        for (var i = 1; i < fields.Count; i++)
        {
            var (before, here) = (fields[i - 1], fields[i]);
            if (Fault(before, here) is { } expected)
            {
                bag.Report(DiagnosticIds.WrongValue, $"Found '{here.Name}' after '{before.Name}', expected {expected}.", head.Fields[i].Row.Place("name"));
            }
        }
    }

    private static string? Fault(Field before, Field here)
    {
        var isEndless = before.Each is not null || (before.Type?.IsRest == true && before.If is null);
        if (isEndless) return $"nothing: '{before.Name}' goes on until the packet ends";
        if (before.CanBeAbsent) return $"nothing: where '{before.Name}' is absent, the packet ends";
        if (before.WhenOmitted is null || MayStayAway(here)) return null;

        return "a field that may be left out too: one with 'when-omitted' or 'if', of type rest or utf8-rest, or with 'each'";
    }

    // What belongs to other versions only is not looked at: there, the field before it may not be left out.
    private static bool MayStayAway(Field field) =>
        field.WhenOmitted is not null || field.If is not null || field.Each is not null || field.Type?.IsRest == true || field.Versions != VersionRange.All;
}
