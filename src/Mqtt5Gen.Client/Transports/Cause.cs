using System.Net.WebSockets;

namespace Mqtt5Gen.Client;

/// <summary>What an exception of the network says to people.</summary>
internal static class Cause
{
    /// <summary>Its message, without the last full stop; that of the one inside where it only wraps it: "Unable to connect to the remote server" and "The decryption operation failed, see inner exception." help nobody.</summary>
    public static string Of(Exception exception)
    {
        while (exception.InnerException is { } inner && (exception is WebSocketException or HttpRequestException || exception.Message.Contains("inner exception", StringComparison.Ordinal))) exception = inner;
        return exception.Message.TrimEnd('.');
    }
}
