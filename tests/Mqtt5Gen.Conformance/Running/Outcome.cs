namespace Mqtt5Gen.Conformance.Running;

/// <summary>What came of a test.</summary>
internal enum Outcome
{
    Passed,
    Failed,

    /// <summary>The broker does not offer what the test is about.</summary>
    NotApplicable,
}
