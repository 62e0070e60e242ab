namespace Mqtt5Gen.Sessions;

/// <summary>SCRAM-SHA-256 as an Authentication Method (4.12).</summary>
public static class ScramMethod
{
    /// <summary>Its name in Authentication Method: the one that it is registered under as a SASL mechanism.</summary>
    public const string Name = "SCRAM-SHA-256";
}
