namespace Mqtt5Gen.Spec.Model;

/// <summary>How a field repeats until the packet ends.</summary>
/// <param name="AtLeast">The least number of items.</param>
/// <param name="TooFew">What fewer break.</param>
/// <param name="Item">The item's fields, or null for items of a plain type.</param>
public sealed record Repetition(int AtLeast, RuleRef TooFew, Item? Item);
