namespace Mqtt5Gen.Client;

/// <summary>What a fault says to people.</summary>
internal static class Cause
{
    /// <summary>The message of what lies at the bottom, without its full stop: "Unable to connect to the remote server" and "The decryption operation failed, see inner exception." help nobody.</summary>
    public static string Of(Exception exception) => exception.GetBaseException().Message.TrimEnd('.');
}
