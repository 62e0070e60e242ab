namespace Mqtt5Gen.Spec.Model;

/// <summary>What a term of a condition asks.</summary>
public enum TermKind
{
    /// <summary>The bit is set.</summary>
    IsSet,

    /// <summary>The comparison holds, or the left side is absent.</summary>
    Compare,

    /// <summary>The field or property stands in the packet.</summary>
    IsPresent,

    /// <summary>The text has no bytes.</summary>
    IsEmpty,

    /// <summary>The filter begins with <c>$share/</c>.</summary>
    IsShared,

    /// <summary>The filter holds <c>+</c> or <c>#</c>.</summary>
    IsWildcard,

    /// <summary>The packet comes from the end that is named.</summary>
    IsSender,

    /// <summary>Nothing: it asks of what the versions that were chosen do not have.</summary>
    Never,
}
