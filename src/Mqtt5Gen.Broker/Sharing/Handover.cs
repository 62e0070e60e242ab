using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Sharing;

/// <summary>Finds what other members of a group are to get in place of one that is gone (4.8.2).</summary>
/// <remarks>
/// When a client loses its connection, 4.8.2 lets the server wait for it or send its QoS 1 messages to another at once. It is done at
/// once if another member is connected, so that the work of a client that died is not held up until its session expires; a client
/// that comes back may have seen a message that another gets too, as QoS 1 allows. With nobody else there they stay, and are resent.
/// </remarks>
internal static class Handover
{
    /// <summary>Under the session's gate, the client having lost its connection, or the session ending.</summary>
    public static List<OutboundMessage>? TakeFrom(Session session, bool isEnding)
    {
        if (session.Shares is null) return null;

        var taken = TakeUnacknowledged(session, isEnding);
        if (session.WaitingCount > 0) session.Waiting.TakeAll(outbound => IsForOthers(outbound, isEnding), ref taken);
        return taken;
    }

    private static List<OutboundMessage>? TakeUnacknowledged(Session session, bool isEnding)
    {
        List<ushort>? packetIds = null;
        foreach (var packet in session.Sending)
        {
            // What is begun at QoS 2 is finished with this client, or with nobody. [MQTT-4.8.2-4] [MQTT-4.8.2-5]
            if (packet.QoS is QoS.AtLeastOnce && IsForOthers(packet.Message, isEnding)) (packetIds ??= []).Add(packet.PacketId);
        }

        if (packetIds is null) return null;

        var taken = new List<OutboundMessage>(packetIds.Count);
        foreach (var packetId in packetIds)
        {
            session.Sending.Abandon(packetId, out var outbound);
            session.LetGo(outbound);
            taken.Add(outbound);
        }

        return taken;
    }

    private static bool IsForOthers(in OutboundMessage outbound, bool isEnding) => outbound.Terms.Share is { } share && (isEnding || share.IsAttended);
}
