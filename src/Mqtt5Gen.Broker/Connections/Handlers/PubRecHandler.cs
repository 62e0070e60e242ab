using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class PubRecHandler(Pump pump, ConnectionCloser closer)
{
    public void Handle(in Turn turn, in PubRecView pubRec)
    {
        if (Accept(turn, pubRec.PacketId, pubRec.ReasonCode) is Acknowledgement.OutOfTurn) closer.Disconnect(turn, ReasonCode.ProtocolError);
    }

    private Acknowledgement Accept(in Turn turn, ushort packetId, ReasonCode reason)
    {
        lock (turn.Session)
        {
            if (!turn.IsAttached) return Acknowledgement.Completed;

            var acknowledgement = turn.Session.Sending.PubRec(packetId, reason, out var outbound);
            turn.Session.LetGo(outbound); // from 0x80 on, too: no other member of a group gets it [MQTT-4.8.2-6]
            turn.Session.Sending.Forget(packetId); // the message is the client's now; PUBREL needs no more than the identifier
            if (acknowledgement is Acknowledgement.Completed) pump.Run(turn.Session, turn.Now, turn.Batch);
            else Release(turn, packetId, acknowledgement, reason);
            return acknowledgement;
        }
    }

    private static void Release(in Turn turn, ushort packetId, Acknowledgement acknowledgement, ReasonCode reason)
    {
        if (acknowledgement is Acknowledgement.OutOfTurn) return;
        if (acknowledgement is Acknowledgement.NotFound && reason >= ReasonCode.UnspecifiedError) return;

        var answer = acknowledgement is Acknowledgement.NotFound ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success;
        turn.Connection.Send(new PubRel { PacketId = packetId, ReasonCode = answer }, turn.Batch); // [MQTT-2.2.1-5] [MQTT-4.3.3-4] [MQTT-3.3.4-10] [MQTT-4.9.0-3]
    }
}
