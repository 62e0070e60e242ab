namespace Mqtt5Gen.Wire;

/// <summary>A UTF-8 String Pair (1.5.7) where it stands in a packet.</summary>
public readonly ref struct Utf8PairView(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    /// <summary>The name, UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>The value, UTF-8.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;
}
