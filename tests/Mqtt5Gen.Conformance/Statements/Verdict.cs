namespace Mqtt5Gen.Conformance.Statements;

/// <summary>What the tests of a statement come to.</summary>
internal enum Verdict
{
    /// <summary>Every test that applies passed, and at least one did.</summary>
    Passed,

    /// <summary>A test failed.</summary>
    Failed,

    /// <summary>The broker does not offer what the statement is about.</summary>
    NotApplicable,

    /// <summary>It cannot be seen from outside; <c>not-shown.csv</c> says why.</summary>
    NotTestable,

    /// <summary>There is no test; the guard does not let this be.</summary>
    NotTested,
}
