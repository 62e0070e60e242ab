namespace Mqtt5Gen.Conformance.Statements;

/// <summary>The lists of statements.</summary>
internal enum StatementKind
{
    /// <summary>A numbered statement of 5.0.</summary>
    V5,

    /// <summary>An error that 5.0 names without a number.</summary>
    Error,

    /// <summary>A sentence of 5.0 that demands something and has no number.</summary>
    Unnumbered,

    /// <summary>A numbered statement of 3.1.1.</summary>
    V311,

    /// <summary>What a broker does when a client breaks a statement that binds only who sends the packet.</summary>
    Breach,
}
