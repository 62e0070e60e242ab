using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the fields of a packet that may be rewritten once it is encoded.</summary>
internal static class StampLinker
{
    /// <summary>The names that <c>stamps</c> lists.</summary>
    public static EquatableArray<string> Link(
        NodeReader row, PacketHead head, IReadOnlyList<BitField> flags, IReadOnlyList<Field> fields, DiagnosticBag bag)
    {
        List<string> stamps = [];
        foreach (var word in row.Words("stamps"))
        {
            var index = fields.ToList().FindIndex(field => field.Name == word.Text);
            if (index < 0)
            {
                bag.ReportUnknown(DiagnosticIds.UnknownMember, $"a field of {head.Name}", word, fields.Select(field => field.Name));
                continue;
            }

            if (!IsFixed(fields[index], flags) || !fields.Take(index).All(CanBePassed))
            {
                bag.Report(
                    DiagnosticIds.WrongValue,
                    $"Found '{word.Text}', expected a field of u8, u16 or u32 with nothing before it but such fields, text and binary data that always stand; its own condition may ask for flags.",
                    word.At);
                continue;
            }

            stamps.Add(word.Text);
        }

        return new(stamps);
    }

    private static bool IsFixed(Field field, IReadOnlyList<BitField> flags) =>
        field is { Each: null, Bits.Count: 0, Value.Count: 0, SetsVersion: false, Type.Base: WireBase.U8 or WireBase.U16 or WireBase.U32 }
        && field.Versions == VersionRange.All
        && (field.If is not { } condition || condition.Terms.All(term => flags.Any(flag => flag.Name == term.Left.Name)));

    // A type that is not known is told elsewhere.
    private static bool CanBePassed(Field field) =>
        field is { Each: null, Type: null } || (field is { Each: null, If: null, Type.Base: WireBase.U8 or WireBase.U16 or WireBase.U32 or WireBase.Utf8 or WireBase.Binary }
        && field.Versions == VersionRange.All);
}
