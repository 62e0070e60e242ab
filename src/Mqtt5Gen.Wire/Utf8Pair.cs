namespace Mqtt5Gen.Wire;

/// <summary>A UTF-8 String Pair (1.5.7).</summary>
/// <param name="Name">The name; it may repeat.</param>
/// <param name="Value">The value.</param>
public readonly record struct Utf8Pair(Utf8String Name, Utf8String Value);
