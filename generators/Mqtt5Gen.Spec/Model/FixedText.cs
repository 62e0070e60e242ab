namespace Mqtt5Gen.Spec.Model;

/// <summary>The fixed content of a text field in some versions.</summary>
public sealed record FixedText(string Text, VersionRange Versions);
