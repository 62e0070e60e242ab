using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Access;

/// <summary>The broker's AUTH packets.</summary>
internal static class AuthPacket
{
    /// <summary>A step for a client, without what it does not want to know or has no room for.</summary>
    public static Auth From(Connection connection, Authentication authentication, ReasonCode reason, AuthenticationStep step)
    {
        var wantsReasons = connection.Client.RequestProblemInformation; // [MQTT-3.1.2-29]
        var auth = new Auth
        {
            ReasonCode = reason,
            Properties = new()
            {
                AuthenticationMethod = authentication.MethodName, // [MQTT-4.12.0-5]
                AuthenticationData = step.Data,
                ReasonString = wantsReasons && step.ReasonString is { } text ? text : (Utf8String?)null,
                UserProperties = wantsReasons ? step.UserProperties : default,
            },
        };
        return auth.FitTo(connection.MaximumPacketSize, connection.Version); // [MQTT-3.15.2-2] [MQTT-3.15.2-3]
    }
}
