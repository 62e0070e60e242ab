using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>Whether the broker's limits let a CONNECT in.</summary>
internal sealed class ConnectAdmission(BrokerOptions options, Announced server, BrokerCounters counters)
{
    /// <summary>True when they do not: why, for the client.</summary>
    public bool Refuses(in ConnectView connect, Announced client, out ReasonCode reason, out string? explanation)
    {
        explanation = null;
        reason = ReasonFor(connect);
        if (reason is not ReasonCode.Success) return true;

        var broken = connect.CheckLimits(Role.Client, client, server); // [MQTT-3.2.2-12] [MQTT-3.2.2-13]
        if (broken.IsNone) return false;

        reason = broken.Answer;
        explanation = broken.ToString();
        return true;
    }

    private ReasonCode ReasonFor(in ConnectView connect)
    {
        if (counters.Connections > options.Connections) return ReasonCode.QuotaExceeded;
        if (connect.WillFlag && TopicLevels.Count(connect.WillTopic) > options.TopicLevels) return ReasonCode.TopicNameInvalid;
        return ReasonCode.Success;
    }
}
