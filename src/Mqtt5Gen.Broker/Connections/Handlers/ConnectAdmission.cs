using Mqtt5Gen.Broker.Telemetry.SystemTopics;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>Whether the broker's limits let a CONNECT in.</summary>
internal sealed class ConnectAdmission(BrokerOptions options, Announced server, BrokerCounters counters)
{
    /// <summary>True when they do not: why, and the rule that the CONNECT breaks, where it does.</summary>
    public bool Refuses(in ConnectView connect, Announced client, out ReasonCode reason, out Violation broken)
    {
        broken = default;
        reason = ReasonFor(connect);
        if (reason is not ReasonCode.Success) return true;

        broken = options.PayloadFormatChecks && !HasFittingWill(connect) ? new(Rule.WillPayloadIsOfItsFormat, 0) : connect.CheckLimits(Role.Client, client, server); // [MQTT-3.2.2-12] [MQTT-3.2.2-13]
        if (broken.IsNone) return false;

        reason = broken.Answer;
        return true;
    }

    private static bool HasFittingWill(in ConnectView connect) =>
        !connect.WillFlag || PayloadFormats.Fits(connect.WillProperties.PayloadFormatIndicator, connect.WillPayload);

    private ReasonCode ReasonFor(in ConnectView connect)
    {
        if (counters.Connections > options.Connections) return ReasonCode.QuotaExceeded;
        if (connect.WillFlag && (SystemTopic.IsOne(connect.WillTopic) || TopicLevels.Count(connect.WillTopic) > options.TopicLevels)) return ReasonCode.TopicNameInvalid;
        return ReasonCode.Success;
    }
}
