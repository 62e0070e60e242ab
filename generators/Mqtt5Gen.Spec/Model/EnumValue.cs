namespace Mqtt5Gen.Spec.Model;

/// <summary>A named value of an enumeration.</summary>
public sealed record EnumValue(string Name, int Value);
