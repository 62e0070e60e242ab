using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>The lists of repeated fields and properties, enumerated where they stand.</summary>
internal static class Lists
{
    /// <summary>The type of a repeated field's list in a view.</summary>
    public static string InView(WireType type) => type.Base switch
    {
        _ when IsBytewise(type) => $"ReadOnlySpan<{Types.Number(type)}>",
        WireBase.Utf8Pair => "Utf8PairSequence",
        WireBase.VarInt => $"NumberList<{Types.Number(type)}>",
        _ => OfProperty(type),
    };

    /// <summary>The type of a repeated property's list in a view.</summary>
    public static string OfProperty(WireType type) => type.Base switch
    {
        WireBase.Utf8 => "Utf8List",
        WireBase.Binary => "BinaryList",
        WireBase.Utf8Pair => "Utf8PairList",
        WireBase.VarInt when !type.IsEnum => "VarIntList",
        _ => $"NumberList<{Types.Number(type)}>",
    };

    /// <summary>Whether the items are a byte each, and so stand in the packet as they stand in memory.</summary>
    public static bool IsBytewise(WireType type) => type.Base is WireBase.U8 or WireBase.ReasonCode;

    /// <summary>The list of all that a reader has left.</summary>
    public static string OfRest(WireType type)
    {
        if (IsBytewise(type)) return Types.Number(type) is "byte" ? "reader.Left" : $"System.Runtime.InteropServices.MemoryMarshal.Cast<byte, {Types.Number(type)}>(reader.Left)";

        var list = InView(type);
        return list.StartsWith("NumberList", StringComparison.Ordinal) ? $"new {list}(reader.Left, WireForm.{Types.Form(type)})" : $"new {list}(reader.Left)";
    }

    /// <summary>An owned copy of a repeated field's list.</summary>
    public static string Copy(WireType type, string list) => IsBytewise(type) ? $"ValueList.Create({list})" : $"{list}.ToList()";
}
