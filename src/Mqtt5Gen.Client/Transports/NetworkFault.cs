using System.Net.WebSockets;
using System.Security.Authentication;

namespace Mqtt5Gen.Client;

/// <summary>What a fault of the network is called.</summary>
internal static class NetworkFault
{
    /// <summary>The cause, without a full stop. What these exceptions say when they wrap another, "see inner exception" or "Unable to connect to the remote server", helps nobody.</summary>
    public static string CauseOf(Exception exception)
    {
        var cause = exception is WebSocketException or HttpRequestException or AuthenticationException or IOException ? exception.GetBaseException() : exception;
        return cause.Message.TrimEnd('.');
    }
}
