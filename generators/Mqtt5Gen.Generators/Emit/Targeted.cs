namespace Mqtt5Gen.Generators.Emit;

/// <summary>A part of a protocol with all that its emission depends on, so that it is emitted anew when one of them changes.</summary>
/// <param name="Target">Where its code goes.</param>
/// <param name="Part">The part.</param>
internal sealed record Targeted<T>(Target Target, T Part);
