using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads how packets are framed; what is left out is as in MQTT.</summary>
internal static class FramingLinker
{
    private static readonly string[] Keys = ["first", "type", "length", "counts", "shortest"];
    private static readonly (string Name, LengthForm Form)[] Forms =
    [
        ("varint", LengthForm.VarInt), ("u8", LengthForm.U8), ("u16", LengthForm.U16), ("u32", LengthForm.U32), ("u8-or-u16", LengthForm.U8OrU16),
    ];

    private static readonly (string Name, LengthScope Scope)[] Scopes =
        [("body", LengthScope.Body), ("rest", LengthScope.Rest), ("packet", LengthScope.Packet)];

    public static Framing Link(NodeReader protocol, DiagnosticBag bag)
    {
        if (protocol.Node("frame") is not { } node) return Framing.Mqtt;

        NodeReader row = new(node, "the frame", Keys, bag);
        var usual = Framing.Mqtt;
        Framing framing = new(
            row.Choice("first", "type", "length") is "length",
            row.Choice("type", "u4", "u8") is not "u8",
            Choose(row, "length", Forms, usual.Length),
            Choose(row, "counts", Scopes, usual.Counts),
            row.Has("shortest") ? row.Flag("shortest") : usual.IsShortest);

        // The byte 1 announces the long form: only a length that counts itself is never 1.
        if (framing is { Length: LengthForm.U8OrU16, Counts: not LengthScope.Packet })
        {
            bag.Report(DiagnosticIds.WrongValue, "Found a length of 'u8-or-u16' that does not count the whole packet, expected 'counts: packet'.", row.Place("length"));
        }

        return framing;
    }

    private static T Choose<T>(NodeReader row, string key, (string Name, T Value)[] choices, T otherwise) =>
        row.Choice(key, [.. choices.Select(choice => choice.Name)]) is { } word ? choices.First(choice => choice.Name == word).Value : otherwise;
}
