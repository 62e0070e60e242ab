using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>The C# types of members.</summary>
internal static class Types
{
    /// <summary>A value's type in a view.</summary>
    public static string InView(WireType type) => type.Base switch
    {
        WireBase.Utf8 or WireBase.Binary or WireBase.Rest => "ReadOnlySpan<byte>",
        WireBase.Utf8Pair => "Utf8PairView",
        _ => Number(type),
    };

    /// <summary>A value's type in an owned packet.</summary>
    public static string Owned(WireType type) => type.Base switch
    {
        WireBase.Utf8 => "Utf8String",
        WireBase.Binary or WireBase.Rest => "Bytes",
        WireBase.Utf8Pair => "Utf8Pair",
        _ => Number(type),
    };

    /// <summary>Whether the value is bytes behind a length, or all that is left.</summary>
    public static bool IsBytes(WireType type) => type.Base is WireBase.Utf8 or WireBase.Binary or WireBase.Rest;

    /// <summary>The type of a bit field.</summary>
    public static string Bit(BitField bit) => bit.Type is { } type ? Number(type) : "bool";

    /// <summary>The expression that writes <paramref name="value"/>.</summary>
    public static string Write(WireType type, string value) => type.Base switch
    {
        WireBase.U8 when type.IsFlag => $"writer.U8({value} ? (byte)1 : (byte)0);",
        WireBase.U8 when type.IsEnum => $"writer.U8((byte){value});",
        WireBase.U8 => $"writer.U8({value});",
        WireBase.ReasonCode => $"writer.U8((byte){value});",
        WireBase.U16 => $"writer.U16({value});",
        WireBase.U32 => $"writer.U32({value});",
        WireBase.VarInt => $"writer.VarInt({value});",
        WireBase.Utf8 => $"writer.Utf8({value});",
        WireBase.Binary => $"writer.Binary({value});",
        WireBase.Rest => $"writer.Rest({value});",
        WireBase.Utf8Pair => $"writer.Utf8({value}.Name);\nwriter.Utf8({value}.Value);",
        _ => throw new InvalidOperationException($"A value of type '{type.Name}' is not written by itself."),
    };

    /// <summary>The encoded size of <paramref name="value"/>.</summary>
    public static string Size(WireType type, string value) => type.Base switch
    {
        WireBase.U8 or WireBase.ReasonCode => "1",
        WireBase.U16 => "2",
        WireBase.U32 => "4",
        WireBase.VarInt => $"WireSize.VarInt({value})",
        WireBase.Utf8 or WireBase.Binary => $"WireSize.Binary({value}.Length)",
        WireBase.Rest => $"{value}.Length",
        WireBase.Utf8Pair => $"WireSize.Binary({value}.Name.Length) + WireSize.Binary({value}.Value.Length)",
        _ => throw new InvalidOperationException($"A value of type '{type.Name}' is not measured by itself."),
    };

    /// <summary>The form of a property's value.</summary>
    public static string Form(WireType type) => type.Base switch
    {
        WireBase.Utf8 or WireBase.Binary => "Binary",
        var other => other.ToString(),
    };

    /// <summary>A copy of a view's value for an owned packet.</summary>
    public static string Copy(WireType type, string value) => type.Base switch
    {
        WireBase.Utf8 => $"Utf8String.Copy({value})",
        WireBase.Binary or WireBase.Rest => $"Bytes.Copy({value})",
        WireBase.Utf8Pair => $"new Utf8Pair(Utf8String.Copy({value}.Name), Utf8String.Copy({value}.Value))",
        _ => value,
    };

    /// <summary>A default of the spec as a C# value.</summary>
    public static string Literal(WireType type, string value) => type switch
    {
        { IsFlag: true } => value == "0" ? "false" : "true",
        { IsEnum: true } => $"{type.Spelled}.{value}",
        _ => value,
    };

    /// <summary>A named value; as a number where a member is called what its type is called, and would be taken for it.</summary>
    public static string Named(WireType type, EnumValue value, bool isShadowed) =>
        isShadowed ? $"({type.Spelled}){value.Value}" : $"{type.Spelled}.{value.Name}";

    /// <summary>A default of the spec where C# cannot tell the type of a bare number.</summary>
    public static string TypedLiteral(WireType type, string value) =>
        type is { IsFlag: false, IsEnum: false, Base: WireBase.U8 or WireBase.U16 } ? $"({Number(type)}){value}" : Literal(type, value);

    private static string Number(WireType type) => type switch
    {
        { IsFlag: true } => "bool",
        { IsEnum: true } => type.Spelled,
        { Base: WireBase.U16 } => "ushort",
        { Base: WireBase.U32 or WireBase.VarInt } => "uint",
        { Base: WireBase.ReasonCode } => "ReasonCode",
        _ => "byte",
    };
}
