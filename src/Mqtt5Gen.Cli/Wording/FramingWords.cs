using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Wording;

/// <summary>How packets are told apart in a stream of bytes, in words.</summary>
internal static class FramingWords
{
    /// <summary>The whole: <c>a type with flags, then a length (Variable Byte Integer) of what follows</c>.</summary>
    public static string Of(Framing framing)
    {
        var type = framing.HasFlags ? "a type with flags" : "a type of one byte";
        var length = $"a length ({Form(framing.Length)}) of {Scope(framing)}{(framing.IsShortest ? " in its shortest form" : "")}";
        return framing.IsLengthFirst ? $"{length}, then {type}" : $"{type}, then {length}";
    }

    /// <summary>The length alone, by the standard's name where it is MQTT's.</summary>
    public static string Length(Framing framing) =>
        framing == Framing.Mqtt ? $"Remaining Length ({Form(framing.Length)})" : $"Length ({Form(framing.Length)}) of {Scope(framing)}";

    /// <summary>How many bytes the length takes; null where that differs.</summary>
    public static int? Bytes(LengthForm form) => form switch
    {
        LengthForm.U8 => 1,
        LengthForm.U16 => 2,
        LengthForm.U32 => 4,
        _ => null,
    };

    private static string Form(LengthForm form) => form switch
    {
        LengthForm.VarInt => TypeWords.Form(WireBase.VarInt),
        LengthForm.U8 => TypeWords.Form(WireBase.U8),
        LengthForm.U16 => TypeWords.Form(WireBase.U16),
        LengthForm.U32 => TypeWords.Form(WireBase.U32),
        _ => "one byte, or the byte 1 and a Two Byte Integer",
    };

    private static string Scope(Framing framing) => framing.Counts switch
    {
        LengthScope.Packet => "the whole packet",
        LengthScope.Rest => "all that follows it",
        _ => "the body",
    };
}
