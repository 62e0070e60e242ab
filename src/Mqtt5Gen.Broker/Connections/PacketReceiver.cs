using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>Hands each packet to its handler.</summary>
internal readonly ref struct PacketReceiver(PacketHandlers handlers, Turn turn) : IClientPackets
{
    private readonly Turn _turn = turn;

    public void On(in ConnectView packet) => handlers.Connect.Handle(_turn, packet);

    public void On(in PublishView packet) => handlers.Publish.Handle(_turn, packet);

    public void On(in PubAckView packet) => handlers.PubAck.Handle(_turn, packet);

    public void On(in PubRecView packet) => handlers.PubRec.Handle(_turn, packet);

    public void On(in PubRelView packet) => handlers.PubRel.Handle(_turn, packet);

    public void On(in PubCompView packet) => handlers.PubComp.Handle(_turn, packet);

    public void On(in SubscribeView packet) => handlers.Subscribe.Handle(_turn, packet);

    public void On(in UnsubscribeView packet) => handlers.Unsubscribe.Handle(_turn, packet);

    public void On(in PingReqView packet) => handlers.PingReq.Handle(_turn);

    public void On(in DisconnectView packet) => handlers.Disconnect.Handle(_turn, packet);

    public void On(in AuthView packet) => handlers.Auth.Handle(_turn, packet);
}
