using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>What the broker announces to its clients.</summary>
internal sealed class ConnAckFactory(BrokerOptions options)
{
    // What is as it would be without the property is left out.
    private readonly ConnAckProperties _properties = new()
    {
        ReceiveMaximum = options.ReceiveMaximum < ushort.MaxValue ? options.ReceiveMaximum : null,
        MaximumQoS = options.MaximumQoS < QoS.ExactlyOnce ? (byte)options.MaximumQoS : null, // [MQTT-3.2.2-9]
        RetainAvailable = options.RetainAvailable ? null : false,
        MaximumPacketSize = options.MaximumPacketSize,
        TopicAliasMaximum = options.TopicAliasMaximum > 0 ? options.TopicAliasMaximum : null,
        WildcardSubscriptionAvailable = options.WildcardSubscriptionAvailable ? null : false,
        SubscriptionIdentifierAvailable = options.SubscriptionIdentifierAvailable ? null : false,
        SharedSubscriptionAvailable = options.SharedSubscriptionAvailable ? null : false,
    };

    /// <summary>The limits that clients keep.</summary>
    public Announced Announced => Announced.From(new ConnAck { Properties = _properties });

    /// <summary>Accepts a connection.</summary>
    public ConnAck Accept(Session session, Connection connection, ushort requestedKeepAlive, bool isPresent, bool isAssigned)
    {
        if (connection.Version < ProtocolVersion.V5) return new() { SessionPresent = isPresent };

        var accepted = new ConnAck
        {
            SessionPresent = isPresent,
            Properties = _properties with
            {
                AssignedClientIdentifier = isAssigned ? session.ClientId : (Utf8String?)null, // [MQTT-3.1.3-7]
                ServerKeepAlive = connection.KeepAlive.Seconds == requestedKeepAlive ? null : connection.KeepAlive.Seconds, // [MQTT-3.2.2-21]
                AuthenticationMethod = connection.Authentication?.MethodName, // [MQTT-4.12.0-5] [MQTT-4.12.0-6]
                AuthenticationData = connection.Authentication?.Conclusion?.Data,
                ReasonString = connection.Authentication?.Conclusion?.ReasonString is { } text ? text : (Utf8String?)null,
                UserProperties = connection.Authentication?.Conclusion?.UserProperties ?? default,
                SessionExpiryInterval = session.Expiry.Interval == session.Expiry.Requested ? null : session.Expiry.Interval,
            },
        };
        var fitting = accepted.FitTo(connection.MaximumPacketSize, connection.Version);
        return ResponseInformation(session, connection, fitting) ?? fitting;
    }

    /// <summary>The same with Response Information, if the client wants it and it fits; null if not.</summary>
    private ConnAck? ResponseInformation(Session session, Connection connection, in ConnAck accepted)
    {
        if (options.ResponseInformation is not { } pattern || !connection.Client.RequestResponseInformation) return null; // [MQTT-3.1.2-28]
        if (session.ClientId.Span.ContainsAny("/+#"u8)) return null;

        var information = pattern.Replace("%c", session.ClientId.ToString(), StringComparison.Ordinal);
        var informed = accepted with { Properties = accepted.Properties! with { ResponseInformation = information } };
        return informed.Measure(connection.Version).Size <= connection.MaximumPacketSize ? informed : null;
    }
}
