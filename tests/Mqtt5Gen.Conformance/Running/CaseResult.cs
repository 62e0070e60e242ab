namespace Mqtt5Gen.Conformance.Running;

/// <summary>What came of one test.</summary>
/// <param name="Case">The test.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Detail">What was seen instead, or what the broker does not offer; empty when it passed.</param>
internal sealed record CaseResult(TestCase Case, Outcome Outcome, string Detail);
