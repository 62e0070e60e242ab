using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Wording;

/// <summary>Types, in the standard's words.</summary>
internal static class TypeWords
{
    /// <summary>What a type is written as.</summary>
    public static string Form(WireType type) => type.Size is { } size ? $"{(type.IsText ? "text" : "data")} of {Words.Number(size)} bytes" : Form(type.Base);

    /// <summary>What a base is written as.</summary>
    public static string Form(WireBase wireBase) => wireBase switch
    {
        WireBase.U8 => "one byte",
        WireBase.U16 => "Two Byte Integer",
        WireBase.U32 => "Four Byte Integer",
        WireBase.VarInt => "Variable Byte Integer",
        WireBase.Utf8 => "UTF-8 Encoded String",
        WireBase.Utf8Pair => "UTF-8 String Pair",
        WireBase.Binary => "Binary Data",
        WireBase.Rest => "all that is left of the packet",
        WireBase.Utf8Rest => "all that is left of the packet, as UTF-8",
        WireBase.Properties => "Property Length and properties",
        WireBase.ReasonCode => "one byte, a reason code",
        WireBase.Bits => "bits",
        _ => wireBase.ToString(),
    };

    /// <summary>How many bytes it takes.</summary>
    public static string Length(WireType type) => FixedLength(type) is { } length ? Words.Number(length) : type.Base switch
    {
        WireBase.VarInt => "1 to 4",
        WireBase.Utf8 or WireBase.Binary => "2 + length",
        WireBase.Utf8Pair => "2 + length, twice",
        WireBase.Properties => "length of the length + length",
        WireBase.Bits => "",
        _ => "the rest",
    };

    /// <summary>The number of bytes where it is fixed.</summary>
    public static int? FixedLength(WireType type) => type.Size ?? type.Base switch
    {
        WireBase.U8 or WireBase.ReasonCode => 1,
        WireBase.U16 => 2,
        WireBase.U32 => 4,
        _ => null,
    };

    /// <summary>What text must look like.</summary>
    public static string Shape(Shape shape) => shape switch
    {
        Spec.Model.Shape.NotEmpty => "not empty",
        Spec.Model.Shape.NoWildcards => "no `+` or `#`",
        Spec.Model.Shape.HashIsLast => "`#` alone in the last level",
        Spec.Model.Shape.PlusFillsLevel => "`+` alone in its level",
        Spec.Model.Shape.ShareHasName => "a ShareName after `$share/`",
        Spec.Model.Shape.ShareNameIsPlain => "no `+` or `#` in the ShareName, and a filter after it",
        _ => shape.ToString(),
    };

    /// <summary>The named values of an enumeration: <c>0 AtMostOnce, 1 AtLeastOnce</c>.</summary>
    public static string Values(WireType type) => string.Join(", ", type.Values.Select(value => $"{Words.Number(value.Value)} {value.Name}"));
}
