using Mqtt5Gen.Broker.Access;
using Mqtt5Gen.Broker.Wills;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class ConnectHandler(BrokerOptions options, ConnectAdmission admission, Redirection redirection, ConnectRefusal refusal, ConnectAuthentication authentication)
{
    public void Handle(in Turn turn, in ConnectView connect)
    {
        var connection = turn.Connection;
        if (!connection.TryBeginConnect()) return;

        connection.Version = connect.ProtocolVersion;
        connection.Client = Announced.From(connect);
        var aliases = Math.Min(connection.Client.TopicAliasMaximum, options.AssignedTopicAliases);
        if (aliases > 0) connection.AssignedAliases = new(aliases); // [MQTT-3.1.2-26] [MQTT-3.1.2-27]
        connection.KeepAlive = KeepAlive(connect);
        if (redirection.Applies(connect))
        {
            refusal.Refuse(turn, redirection.Reason, redirection.Properties, Utf8String.Copy(connect.ClientId));
            return;
        }

        if (admission.Refuses(connect, connection.Client, out var reason, out var broken))
        {
            refusal.Refuse(turn, connect.ProtocolVersion, reason, broken.IsNone ? null : broken.ToString(), Utf8String.Copy(connect.ClientId), broken);
            return;
        }

        var isAssigned = connect.ClientId.IsEmpty;
        var clientId = isAssigned ? AssignClientId() : Utf8String.Copy(connect.ClientId); // [MQTT-3.1.3-5]
        authentication.Begin(turn, connect, new(clientId, isAssigned, connect.CleanStart, connect.KeepAlive, Expiry(connect), Will.Of(connect)));
    }

    // A 3.1.1 client cannot be told of another Keep Alive than its own.
    private KeepAlive KeepAlive(in ConnectView connect)
    {
        var ceiling = options.ServerKeepAlive;
        var isTooLong = ceiling > 0 && (connect.KeepAlive == 0 || connect.KeepAlive > ceiling);
        return new KeepAlive(isTooLong && connect.ProtocolVersion >= ProtocolVersion.V5 ? ceiling : connect.KeepAlive); // [MQTT-3.2.2-22]
    }

    private SessionExpiry Expiry(in ConnectView connect)
    {
        var requested = connect.ProtocolVersion >= ProtocolVersion.V5
            ? new SessionExpiry(connect.Properties.SessionExpiryInterval)
            : SessionExpiry.OfCleanSession(connect.CleanStart);
        return requested.AssignedByServer(Math.Min(requested.Interval, options.SessionExpiryMaximum));
    }

    private static Utf8String AssignClientId() => "auto-" + Guid.NewGuid().ToString("N"); // [MQTT-3.1.3-6] [MQTT-3.2.2-16]
}
