namespace Mqtt5Gen.Wire;

/// <summary>What a text is not: each flaw breaks a rule only where the spec asks for its opposite.</summary>
[Flags]
public enum TextFlaws
{
    /// <summary>Plain text: none of what follows.</summary>
    None = 0,

    /// <summary>It is not well-formed UTF-8 (1.5.4).</summary>
    IllFormed = 1,

    /// <summary>It holds U+0000 (1.5.4).</summary>
    HasNul = 2,

    /// <summary>It has no bytes.</summary>
    IsEmpty = 4,

    /// <summary>It holds <c>+</c> or <c>#</c> (4.7.1).</summary>
    HasWildcards = 8,

    /// <summary>A <c>#</c> shares its level, or is not the last character (4.7.1.2).</summary>
    HashIsNotLast = 16,

    /// <summary>A <c>+</c> shares its level (4.7.1.3).</summary>
    PlusSharesLevel = 32,

    /// <summary>It begins with <c>$share/</c> and has no ShareName (4.8.2).</summary>
    ShareHasNoName = 64,

    /// <summary>It begins with <c>$share/</c>, and the ShareName holds <c>+</c> or <c>#</c>, or no filter follows it (4.8.2).</summary>
    ShareNameIsNotPlain = 128,
}
