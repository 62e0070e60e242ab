using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class PingReqHandler
{
    public void Handle(in Turn turn)
    {
        lock (turn.Session)
        {
            if (turn.IsAttached) turn.Connection.Send(new PingResp(), turn.Batch); // [MQTT-3.12.4-1]
        }
    }
}
