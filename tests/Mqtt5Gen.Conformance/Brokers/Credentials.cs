namespace Mqtt5Gen.Conformance.Brokers;

/// <summary>The one user that a secured broker knows.</summary>
internal static class Credentials
{
    public const string UserName = "conformance";
    public const string Password = "open sesame";

    /// <summary>The topics that this user may neither publish nor subscribe to.</summary>
    public const string Forbidden = "forbidden";
}
