using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>The C# types of members.</summary>
internal static class Types
{
    /// <summary>A value's type in a view.</summary>
    public static string InView(WireType type) => type.Base switch
    {
        WireBase.Utf8Pair => "Utf8PairView",
        _ when IsBytes(type) => "ReadOnlySpan<byte>",
        _ => Number(type),
    };

    /// <summary>A value's type in an owned packet.</summary>
    public static string Owned(WireType type) => type.Base switch
    {
        WireBase.Utf8 or WireBase.Utf8Rest => "Utf8String",
        WireBase.Binary or WireBase.Rest => "Bytes",
        WireBase.Utf8Pair => "Utf8Pair",
        _ => Number(type),
    };

    /// <summary>Whether the value is bytes behind a length, of a fixed size, or all that is left.</summary>
    public static bool IsBytes(WireType type) => type.Base is WireBase.Utf8 or WireBase.Utf8Rest or WireBase.Binary or WireBase.Rest;

    /// <summary>Whether a view's value can be null: a view into bytes cannot.</summary>
    public static bool HasNull(WireType type) => !IsBytes(type) && type.Base is not WireBase.Utf8Pair;

    /// <summary>The type of a bit field.</summary>
    public static string Bit(BitField bit) => bit.Type is { } type ? Number(type) : "bool";

    /// <summary>The number that an enumeration is made of.</summary>
    public static string Underlying(WireType type) => type.Base switch
    {
        WireBase.U16 => "ushort",
        WireBase.U32 or WireBase.VarInt => "uint",
        _ => "byte",
    };

    /// <summary>The statements that write <paramref name="value"/>.</summary>
    public static string Write(WireType type, string value) => type.Base switch
    {
        WireBase.U8 when type.IsFlag => $"writer.U8({value} ? (byte)1 : (byte)0);",
        WireBase.ReasonCode => $"writer.U8((byte){value});",
        WireBase.U8 or WireBase.U16 or WireBase.U32 or WireBase.VarInt => $"writer.{type.Base}({(type.IsEnum ? $"({Underlying(type)})" : "")}{value});",
        WireBase.Rest or WireBase.Utf8Rest => $"writer.Rest({value});",
        WireBase.Utf8 or WireBase.Binary when type.Size is not null => $"writer.Rest({value});",
        WireBase.Utf8 => $"writer.Utf8({value});",
        WireBase.Binary => $"writer.Binary({value});",
        WireBase.Utf8Pair => $"writer.Utf8({value}.Name);\nwriter.Utf8({value}.Value);",
        _ => throw new InvalidOperationException($"A value of type '{type.Name}' is not written by itself."),
    };

    /// <summary>The encoded size of <paramref name="value"/>.</summary>
    public static string Size(WireType type, string value) => type.Base switch
    {
        WireBase.U8 or WireBase.ReasonCode => "1",
        WireBase.U16 => "2",
        WireBase.U32 => "4",
        WireBase.VarInt => $"WireSize.VarInt({(type.IsEnum ? "(uint)" : "")}{value})",
        WireBase.Utf8 or WireBase.Binary when type.Size is { } size => $"WireSize.Exactly({size}, {value}.Length)",
        WireBase.Utf8 or WireBase.Binary => $"WireSize.Binary({value}.Length)",
        WireBase.Rest or WireBase.Utf8Rest => $"{value}.Length",
        WireBase.Utf8Pair => $"WireSize.Binary({value}.Name.Length) + WireSize.Binary({value}.Value.Length)",
        _ => throw new InvalidOperationException($"A value of type '{type.Name}' is not measured by itself."),
    };

    /// <summary>The form of a property's value, or of an item of a list.</summary>
    public static string Form(WireType type) => type.Base switch
    {
        WireBase.Utf8 or WireBase.Binary => "Binary",
        var other => other.ToString(),
    };

    /// <summary>A copy of a view's value for an owned packet.</summary>
    public static string Copy(WireType type, string value) => type.Base switch
    {
        WireBase.Utf8 or WireBase.Utf8Rest => $"Utf8String.Copy({value})",
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
        type is { IsFlag: false, IsEnum: false, Base: not WireBase.ReasonCode } && Number(type) is not "uint" ? $"({Number(type)}){value}" : Literal(type, value);

    /// <summary>The type of a value that is a number, true or false.</summary>
    public static string Number(WireType type) => type switch
    {
        { IsFlag: true } => "bool",
        { IsEnum: true } => type.Spelled,
        { Base: WireBase.ReasonCode } => "ReasonCode",
        _ => Underlying(type),
    };
}
