using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class PubRelHandler(ConnectionCloser closer)
{
    public void Handle(in Turn turn, in PubRelView pubRel)
    {
        if (Accept(turn, pubRel.PacketId) is Acknowledgement.OutOfTurn) closer.Disconnect(turn, ReasonCode.ProtocolError);
    }

    private static Acknowledgement Accept(in Turn turn, ushort packetId)
    {
        lock (turn.Session)
        {
            if (!turn.IsAttached) return Acknowledgement.Completed;

            var acknowledgement = turn.Session.Receiving.PubRel(packetId);
            if (acknowledgement is Acknowledgement.OutOfTurn) return acknowledgement;

            var answer = acknowledgement is Acknowledgement.NotFound ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success;
            turn.Connection.Send(new PubComp { PacketId = packetId, ReasonCode = answer }, turn.Batch); // [MQTT-2.2.1-5] [MQTT-4.3.3-11] [MQTT-4.3.3-13]
            return acknowledgement;
        }
    }
}
