using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class PubAckHandler(Pump pump, ConnectionCloser closer)
{
    public void Handle(in Turn turn, in PubAckView pubAck)
    {
        if (Accept(turn, pubAck.PacketId) is Acknowledgement.OutOfTurn) closer.Disconnect(turn, ReasonCode.ProtocolError);
    }

    private Acknowledgement Accept(in Turn turn, ushort packetId)
    {
        lock (turn.Session)
        {
            if (!turn.IsAttached) return Acknowledgement.NotFound;

            var acknowledgement = turn.Session.Sending.PubAck(packetId, out var outbound);
            turn.Session.LetGo(outbound); // from 0x80 on, too: no other member of a group gets it [MQTT-4.8.2-6]
            pump.Run(turn.Session, turn.Now, turn.Batch);
            return acknowledgement;
        }
    }
}
