namespace Mqtt5Gen.Spec.Model;

/// <summary>One version of the protocol: its name in the standard (<c>3.1.1</c>) and the number that CONNECT carries (4).</summary>
public sealed record ProtocolVersion(string Name, int Number)
{
    /// <summary>The version of a protocol that names none.</summary>
    public static ProtocolVersion Only { get; } = new("1", 1);

    /// <summary>The name as an identifier: <c>5.0</c> is <c>V5</c>, <c>3.1.1</c> is <c>V311</c>.</summary>
    public string Spelled => "V" + (Name.EndsWith(".0", StringComparison.Ordinal) ? Name.Substring(0, Name.Length - 2) : Name).Replace(".", "");
}
