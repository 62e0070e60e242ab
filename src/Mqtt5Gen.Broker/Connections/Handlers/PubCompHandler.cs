using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class PubCompHandler(Pump pump, ConnectionCloser closer)
{
    public void Handle(in Turn turn, in PubCompView pubComp)
    {
        if (Accept(turn, pubComp.PacketId) is Acknowledgement.OutOfTurn) closer.Disconnect(turn, ReasonCode.ProtocolError);
    }

    private Acknowledgement Accept(in Turn turn, ushort packetId)
    {
        lock (turn.Session)
        {
            if (!turn.IsAttached) return Acknowledgement.NotFound;

            var acknowledgement = turn.Session.Sending.PubComp(packetId, out _);
            pump.Run(turn.Session, turn.Now, turn.Batch);
            return acknowledgement;
        }
    }
}
