using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions;

/// <summary>The sender's side of QoS 1 and QoS 2: packet identifiers, the send quota, and what is to be resent (4.3, 4.4, 4.6, 4.9).</summary>
/// <remarks>
/// It lives as long as the Session; <see cref="Open"/> and <see cref="Close"/> mark its Network Connections. After
/// <see cref="Open"/>, send what <see cref="TryResend"/> gives until it gives no more, and again after each acknowledgement.
/// <para>
/// The standard demands on a reconnect both that every unacknowledged PUBLISH is resent (4.4) and that no more than the new
/// Receive Maximum are sent and unacknowledged (4.9); it is silent on more in flight than the new quota holds. So what fits is
/// resent at once and the rest, in order, as the quota frees; new messages wait until then, or order would break. PUBREL is no
/// PUBLISH and never waits for quota. Identifiers that wait for PUBCOMP hold quota also on a later connection: the receiver
/// may count them (3.3.4), and so a PUBCOMP never lifts the quota above its initial value (4.9).
/// </para>
/// </remarks>
/// <typeparam name="T">The message that is kept until it is acknowledged.</typeparam>
public sealed partial class SendWindow<T>
{
    private SendTable<T> _table;
    private SendChain<T> _publishes; // in the order they were sent
    private SendChain<T> _releases; // in the order PUBREC came
    private ushort _nextPublish; // the first to resend; all after it are to be resent too
    private ushort _nextRelease;
    private int _unsent;
    private ushort _receiveMaximum;

    /// <summary>QoS 1 and QoS 2 messages that are not completely acknowledged.</summary>
    public int Count => _publishes.Count + _releases.Count;

    /// <summary>How many more PUBLISH packets with QoS > 0 the peer accepts now, resends included (4.9). 0 while closed.</summary>
    public int Quota => Math.Max(0, _receiveMaximum - (Count - _unsent));

    /// <summary>Whether a new message may begin now: the quota has room, and no PUBLISH waits to be resent before it.</summary>
    public bool CanBegin => _nextPublish == 0 && Quota > 0 && _table.Count < ushort.MaxValue;

    /// <summary>Whether PUBLISH or PUBREL packets of an earlier Network Connection wait to be resent.</summary>
    public bool HasResends => _nextPublish != 0 || _nextRelease != 0;

    /// <summary>Slots held in memory, in use or not.</summary>
    internal int Capacity => _table.Capacity;

    /// <summary>A new Network Connection of this Session; everything unacknowledged is to be resent on it.</summary>
    /// <param name="receiveMaximum">The peer's Receive Maximum, or less; at least 1 [MQTT-4.9.0-1].</param>
    public void Open(ushort receiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfZero(receiveMaximum);
        Close();
        _receiveMaximum = receiveMaximum; // [MQTT-4.9.0-1]
        _unsent = _publishes.Count;
        _nextPublish = _publishes.First;
        _nextRelease = _releases.First;
        MarkUnsent(_publishes.First);
        MarkUnsent(_releases.First);
    }

    /// <summary>The Network Connection is gone: nothing begins until <see cref="Open"/>, and spare memory is given back.</summary>
    public void Close()
    {
        _receiveMaximum = 0;
        if (_table.Count > Count) _table.FreeTaken(); // SUBSCRIBE and UNSUBSCRIBE are not part of the Session State (4.1)
        _table.Trim();
    }

    /// <summary>The Session ends: every message is forgotten.</summary>
    public void Clear()
    {
        _table.Clear();
        _publishes = default;
        _releases = default;
        _nextPublish = _nextRelease = 0;
        _unsent = 0;
    }

    /// <summary>Begins a QoS 1 or QoS 2 message: send it as PUBLISH with this Packet Identifier. False when the quota is used up or resends wait.</summary>
    public bool TryBegin(QoS qos, T message, out ushort packetId)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)qos, (int)QoS.AtMostOnce, nameof(qos));
        packetId = 0;
        if (_nextPublish != 0) return false; // [MQTT-4.6.0-1]
        if (Quota == 0) return false; // [MQTT-3.3.4-7] [MQTT-3.3.4-9] [MQTT-4.9.0-2]

        packetId = _table.Take();
        if (packetId == 0) return false;
        ref var slot = ref _table[packetId];
        slot.Message = message;
        slot.Stage = qos is QoS.AtLeastOnce ? SendStage.PubAck : SendStage.PubRec; // [MQTT-4.3.2-3] [MQTT-4.3.3-3]
        _publishes.Append(ref _table, packetId);
        return true;
    }

    /// <summary>The next packet to resend: PUBREL packets first, then PUBLISH packets as far as the quota goes, each in its order [MQTT-4.4.0-1].</summary>
    public bool TryResend(out InFlight<T> packet)
    {
        packet = default;
        if (_nextRelease != 0)
        {
            packet = ResendNext(ref _nextRelease); // [MQTT-4.6.0-4]
            return true;
        }

        if (_nextPublish == 0 || Quota == 0) return false; // [MQTT-4.9.0-2]
        packet = ResendNext(ref _nextPublish); // [MQTT-4.6.0-1]
        _unsent--;
        return true;
    }

    /// <summary>PUBACK came: the QoS 1 message is acknowledged, whatever its Reason Code, and is handed back [MQTT-4.4.0-2].</summary>
    public Acknowledgement PubAck(ushort packetId, out T? message) => Complete(packetId, SendStage.PubAck, out message);

    /// <summary>PUBREC came. Below 0x80 the message belongs to the receiver and PUBREL is due; from 0x80 on its flow is over [MQTT-4.4.0-2].</summary>
    /// <remarks>A released message is kept until PUBCOMP; <see cref="Forget"/> drops it earlier.</remarks>
    public Acknowledgement PubRec(ushort packetId, ReasonCode reason, out T? message)
    {
        message = default;
        if (!_table.Contains(packetId)) return Acknowledgement.NotFound;

        ref var slot = ref _table[packetId];
        if (slot.Stage is not (SendStage.PubRec or SendStage.PubComp)) return Acknowledgement.OutOfTurn;

        message = slot.Message;
        if (reason >= ReasonCode.UnspecifiedError)
        {
            End(packetId);
            return Acknowledgement.Completed;
        }

        if (slot.Stage is SendStage.PubRec) Release(ref slot); // [MQTT-4.3.3-6]
        return Acknowledgement.Released; // [MQTT-4.3.3-4]
    }

    /// <summary>PUBCOMP came: the QoS 2 message is completely acknowledged, whatever its Reason Code, and is handed back.</summary>
    public Acknowledgement PubComp(ushort packetId, out T? message) => Complete(packetId, SendStage.PubComp, out message);

    /// <summary>Drops the message of a Packet Identifier that waits for PUBCOMP; the flow goes on without it.</summary>
    public bool Forget(ushort packetId)
    {
        if (!_table.Contains(packetId)) return false;
        ref var slot = ref _table[packetId];
        if (slot.Stage is not SendStage.PubComp) return false;
        slot.Message = default;
        return true;
    }

    /// <summary>Ends a message as if it were acknowledged, for one that exceeds the peer's Maximum Packet Size [MQTT-3.1.2-25].</summary>
    public bool Abandon(ushort packetId, out T? message)
    {
        message = default;
        if (!_table.Contains(packetId) || _table[packetId].Stage is SendStage.Taken) return false;
        message = _table[packetId].Message;
        End(packetId);
        return true;
    }

    /// <summary>A Packet Identifier for SUBSCRIBE or UNSUBSCRIBE; needs no quota [MQTT-3.3.4-8]. False when all 65,535 are in use.</summary>
    public bool TryTakePacketId(out ushort packetId)
    {
        packetId = _table.Take();
        return packetId != 0;
    }

    /// <summary>SUBACK or UNSUBACK came: its Packet Identifier is free. False when it belongs to no SUBSCRIBE or UNSUBSCRIBE.</summary>
    public bool ReleasePacketId(ushort packetId)
    {
        if (!_table.Contains(packetId) || _table[packetId].Stage is not SendStage.Taken) return false;
        _table.Free(packetId);
        return true;
    }

    /// <summary>Puts back a message of a stored Session, in the order of the enumeration. False when its Packet Identifier is in use or 0.</summary>
    public bool TryRestore(in InFlight<T> packet)
    {
        if (_receiveMaximum != 0) throw new InvalidOperationException("A window is restored before it is opened.");
        if (!_table.TryTake(packet.PacketId)) return false;

        ref var slot = ref _table[packet.PacketId];
        slot.Message = packet.Message;
        slot.Stage = (packet.QoS, packet.IsReleased) switch
        {
            (QoS.AtLeastOnce, _) => SendStage.PubAck,
            (_, false) => SendStage.PubRec,
            _ => SendStage.PubComp,
        };
        if (slot.Stage is SendStage.PubComp) _releases.Append(ref _table, packet.PacketId);
        else _publishes.Append(ref _table, packet.PacketId);
        return true;
    }

    /// <summary>Everything in flight in the order of a resend: released messages first.</summary>
    public Enumerator GetEnumerator() => new(this);

    private Acknowledgement Complete(ushort packetId, SendStage stage, out T? message)
    {
        message = default;
        if (!_table.Contains(packetId)) return Acknowledgement.NotFound;

        ref var slot = ref _table[packetId];
        if (slot.Stage != stage) return Acknowledgement.OutOfTurn;
        message = slot.Message;
        End(packetId);
        return Acknowledgement.Completed;
    }

    private void End(ushort packetId)
    {
        Unlink(ref _table[packetId]);
        _table.Free(packetId);
    }

    private void Release(ref SendSlot<T> slot)
    {
        Unlink(ref slot);
        slot.Stage = SendStage.PubComp; // [MQTT-4.3.3-5]
        _releases.Append(ref _table, slot.PacketId);
    }

    private void Unlink(ref SendSlot<T> slot)
    {
        if (slot.PacketId == _nextPublish) _nextPublish = slot.Next;
        if (slot.PacketId == _nextRelease) _nextRelease = NextUnsent(slot.Next);
        if (slot.Stage is SendStage.PubComp)
        {
            _releases.Remove(ref _table, slot.PacketId);
            return;
        }

        _publishes.Remove(ref _table, slot.PacketId);
        if (slot.Unsent) _unsent--;
        slot.Unsent = false;
    }

    private InFlight<T> ResendNext(ref ushort next)
    {
        ref var slot = ref _table[next];
        slot.Unsent = false;
        next = NextUnsent(slot.Next);
        return Describe(slot);
    }

    private ushort NextUnsent(ushort packetId) => packetId != 0 && _table[packetId].Unsent ? packetId : (ushort)0;

    private void MarkUnsent(ushort packetId)
    {
        for (; packetId != 0; packetId = _table[packetId].Next) _table[packetId].Unsent = true;
    }

    private static InFlight<T> Describe(in SendSlot<T> slot) => new(
        slot.PacketId,
        slot.Stage is SendStage.PubAck ? QoS.AtLeastOnce : QoS.ExactlyOnce,
        slot.Stage is SendStage.PubComp,
        slot.Message);
}
