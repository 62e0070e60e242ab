namespace Mqtt5Gen.Spec.Model;

/// <summary>One term of a condition.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Left">Of what.</param>
/// <param name="Not">Whether the answer is turned round (not used with <see cref="TermKind.Compare"/>).</param>
/// <param name="Comparison">How it is compared: one of <c>= != &lt; &lt;= &gt; &gt;=</c>, or null.</param>
/// <param name="Right">With what, or null.</param>
public sealed record Term(TermKind Kind, Operand Left, bool Not, string? Comparison, Operand? Right);
