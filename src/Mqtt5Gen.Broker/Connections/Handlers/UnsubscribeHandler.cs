using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class UnsubscribeHandler(SubscriptionRegistry subscriptions)
{
    public void Handle(in Turn turn, in UnsubscribeView unsubscribe)
    {
        var reasons = new List<ReasonCode>();
        lock (turn.Session)
        {
            if (!turn.IsAttached) return;

            foreach (var filter in unsubscribe.TopicFilters) // [MQTT-3.10.4-6]
            {
                var existed = subscriptions.Remove(turn.Session, Utf8String.Copy(filter)); // what is begun goes on [MQTT-3.10.4-1] [MQTT-3.10.4-2] [MQTT-3.10.4-3]
                reasons.Add(existed ? ReasonCode.Success : ReasonCode.NoSubscriptionExisted);
            }

            turn.Connection.Send(new UnsubAck { PacketId = unsubscribe.PacketId, ReasonCodes = [.. reasons] }, turn.Batch); // [MQTT-3.10.4-4] [MQTT-3.10.4-5] [MQTT-3.11.3-1]
        }
    }
}
