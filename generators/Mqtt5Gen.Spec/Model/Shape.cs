namespace Mqtt5Gen.Spec.Model;

/// <summary>A named predicate of text.</summary>
public enum Shape
{
    /// <summary>At least one byte.</summary>
    NotEmpty,

    /// <summary>Neither <c>+</c> nor <c>#</c>.</summary>
    NoWildcards,

    /// <summary><c>#</c> stands alone or after a separator, and last.</summary>
    HashIsLast,

    /// <summary><c>+</c> fills a whole level.</summary>
    PlusFillsLevel,

    /// <summary>What begins with <c>$share/</c> has a ShareName of at least one character.</summary>
    ShareHasName,

    /// <summary>A ShareName holds no <c>+</c> or <c>#</c>, and a separator and a filter follow it.</summary>
    ShareNameIsPlain,
}
