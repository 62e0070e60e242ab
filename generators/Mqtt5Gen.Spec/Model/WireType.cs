namespace Mqtt5Gen.Spec.Model;

/// <summary>The type of a field, property or bit field.</summary>
/// <param name="Name">Its name in the spec (<c>topic-filter</c>).</param>
/// <param name="Spelled">Its name in mixed case (<c>QoS</c>).</param>
/// <param name="Base">What it is written as.</param>
/// <param name="In">The allowed values, or null: all that the base can hold.</param>
/// <param name="Values">An enumeration's values, or empty.</param>
/// <param name="Shapes">What text must look like.</param>
/// <param name="BadValue">What a value outside <paramref name="In"/> or <paramref name="Values"/> breaks.</param>
/// <param name="About">One sentence, or null.</param>
public sealed record WireType(
    string Name,
    string Spelled,
    WireBase Base,
    Bounds? In,
    EquatableArray<EnumValue> Values,
    EquatableArray<ShapeRule> Shapes,
    RuleRef? BadValue,
    string? About)
{
    /// <summary>How many characters of text, or bytes of data, it may have; or null.</summary>
    public Bounds? Length { get; init; }

    /// <summary>The bytes of text or data that has a fixed size and no length before it; or null.</summary>
    public int? Size { get; init; }

    /// <summary>Whether it is text.</summary>
    public bool IsText => Base is WireBase.Utf8 or WireBase.Utf8Rest;

    /// <summary>Whether it goes on until the packet ends.</summary>
    public bool IsRest => Base is WireBase.Rest or WireBase.Utf8Rest;

    /// <summary>Whether it is a byte that is 0 or 1: true or false.</summary>
    public bool IsFlag => Base is WireBase.U8 && Values.Count == 0 && In is { Min: 0, Max: 1 } && Name == "flag";

    /// <summary>Whether it has named values.</summary>
    public bool IsEnum => Values.Count > 0;
}
