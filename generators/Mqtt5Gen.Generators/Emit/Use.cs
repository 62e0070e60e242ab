namespace Mqtt5Gen.Generators.Emit;

/// <summary>What the side that code is generated for does with a packet, and so what the packet's code must be able to.</summary>
/// <param name="IsSent">Whether the side sends it.</param>
/// <param name="IsReceived">Whether the side receives it.</param>
internal readonly record struct Use(bool IsSent, bool IsReceived);
