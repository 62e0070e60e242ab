namespace Mqtt5Gen.Spec.Model;

/// <summary>A range within what is allowed, and what breaks that is allowed but outside of it.</summary>
/// <param name="In">The range.</param>
/// <param name="Rule">What breaks.</param>
/// <param name="IsLength">Whether the range is of lengths, or else of values.</param>
public sealed record Narrowing(Bounds In, RuleRef Rule, bool IsLength = false);
