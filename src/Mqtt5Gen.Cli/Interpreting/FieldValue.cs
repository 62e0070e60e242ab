using System.Collections.Immutable;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What a field, bit, property or item holds.</summary>
internal abstract record FieldValue
{
    /// <summary>A number, an enumeration's value, a flag or a bit. Of a reason code: the code that it means in the newest version.</summary>
    public sealed record Number(long Value) : FieldValue;

    /// <summary>Text, binary data, or all that is left.</summary>
    public sealed record Data(ReadOnlyMemory<byte> Bytes) : FieldValue;

    /// <summary>Two texts.</summary>
    public sealed record Pair(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Text) : FieldValue;

    /// <summary>Properties in their order on the wire.</summary>
    public sealed record PropertyList(ImmutableArray<PropertyValue> Items) : FieldValue;

    /// <summary>The items of a repeated field.</summary>
    public sealed record Repeated(ImmutableArray<FieldValue> Items) : FieldValue;

    /// <summary>One item of a repeated group of fields.</summary>
    public sealed record Group(ImmutableDictionary<string, FieldValue> Members) : FieldValue;

    /// <summary>Bytes that stand for a value and its length as they are: for what no encoder writes.</summary>
    public sealed record Verbatim(ReadOnlyMemory<byte> Bytes) : FieldValue;
}
