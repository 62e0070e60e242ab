namespace Mqtt5Gen.Spec.Linking;

/// <summary>Versions by their place in the protocol's list, both ends included.</summary>
internal readonly record struct VersionSpan(int From, int To)
{
    public bool IsEmpty => From > To;

    public VersionSpan Within(VersionSpan other) => new(Math.Max(From, other.From), Math.Min(To, other.To));

    public bool Contains(int version) => version >= From && version <= To;

    /// <summary>The least span that holds both.</summary>
    public VersionSpan Join(VersionSpan other) => new(Math.Min(From, other.From), Math.Max(To, other.To));
}
