using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions;

/// <summary>The receiver's side of QoS 1 and QoS 2: which messages are known already, and our own Receive Maximum (3.3.4, 4.3, 4.9).</summary>
/// <remarks>
/// The QoS 2 Packet Identifiers belong to the Session; the count of unacknowledged messages to a Network Connection, which
/// <see cref="Open"/> begins. An acknowledgement may come later than its message (after a commit, or from a handler).
/// That of a QoS 1 message counts for the Network Connection that brought the message, and must be dropped with it; that of a QoS 2
/// message is told here even when the Network Connection is gone, since the sender asks again on the next.
/// </remarks>
public sealed class ReceiveWindow
{
    private const byte Answered = 1; // PUBREC was due with success: PUBREL may come
    private const byte Counted = 2; // the current Network Connection carried its PUBLISH

    private PacketIdMap _exactlyOnce;
    private int _counted;
    private int _atLeastOnce;
    private ushort _receiveMaximum;

    /// <summary>QoS 2 messages that are received and not released (4.1).</summary>
    public int Count => _exactlyOnce.Count;

    /// <summary>QoS 1 and QoS 2 messages of the current Network Connection without PUBACK, PUBCOMP, or PUBREC of 0x80 or more.</summary>
    public int Unacknowledged => _atLeastOnce + _counted;

    /// <summary>A new Network Connection of this Session: the QoS 2 Packet Identifiers stay, the count starts again.</summary>
    /// <param name="receiveMaximum">The Receive Maximum that we announced on it.</param>
    public void Open(ushort receiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfZero(receiveMaximum);
        Close();
        _receiveMaximum = receiveMaximum;
    }

    /// <summary>The Network Connection is gone; spare memory is given back.</summary>
    public void Close()
    {
        _receiveMaximum = 0;
        _atLeastOnce = _counted = 0;
        _exactlyOnce.Trim();
        _exactlyOnce.ClearFlags(Counted);
    }

    /// <summary>The Session ends: every Packet Identifier is forgotten.</summary>
    public void Clear()
    {
        _exactlyOnce.Clear();
        _atLeastOnce = _counted = 0;
    }

    /// <summary>A PUBLISH with QoS 1 or QoS 2 came.</summary>
    public Reception Publish(QoS qos, ushort packetId)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)qos, (int)QoS.AtMostOnce, nameof(qos));
        var isHeld = _exactlyOnce.TryGet(packetId, out var flags);
        if ((flags & Counted) == 0 && Unacknowledged >= _receiveMaximum) return Reception.ReceiveMaximumExceeded; // [MQTT-3.3.4-7] [MQTT-3.3.4-9]

        if (qos is QoS.AtLeastOnce)
        {
            if (isHeld) return Reception.PacketIdInUse;
            _atLeastOnce++;
            return Reception.New; // [MQTT-4.3.2-5]
        }

        if ((flags & Counted) == 0) CountIn(packetId, flags);
        if (!isHeld) return Reception.New; // [MQTT-4.3.3-9] [MQTT-4.3.3-12]
        return (flags & Answered) == 0 ? Reception.Pending : Reception.Duplicate; // [MQTT-4.3.3-10]
    }

    /// <summary>A QoS 1 message of the current Network Connection is taken over or refused: send its PUBACK [MQTT-4.3.2-4]. False when none is due.</summary>
    public bool PubAck()
    {
        if (_atLeastOnce == 0) return false;
        _atLeastOnce--;
        return true;
    }

    /// <summary>A QoS 2 message is taken over, or refused with 0x80 or more: send its PUBREC [MQTT-4.3.3-8]. False when none is due.</summary>
    /// <remarks>
    /// None is due when the current Network Connection did not carry the PUBLISH, yet: its resend is answered. A PUBREC before that would be
    /// followed by a second one, which could reach the sender when the Packet Identifier stands for another message.
    /// </remarks>
    public bool PubRec(ushort packetId, ReasonCode reason)
    {
        if (!_exactlyOnce.TryGet(packetId, out var flags) || (flags & Answered) != 0) return false;

        if (reason >= ReasonCode.UnspecifiedError) Forget(packetId, flags); // [MQTT-4.3.3-9]
        else _exactlyOnce.Set(packetId, (byte)(flags | Answered));
        return (flags & Counted) != 0;
    }

    /// <summary>PUBREL came: the Packet Identifier may be used anew; answer PUBCOMP in any case but OutOfTurn [MQTT-4.3.3-11].</summary>
    /// <remarks>
    /// A sender reuses the Packet Identifier after PUBCOMP. Where these identifiers are stored, send PUBCOMP (also that of
    /// NotFound) after the removal is, or a crash brings back an identifier that swallows a new message.
    /// </remarks>
    public Acknowledgement PubRel(ushort packetId)
    {
        if (!_exactlyOnce.TryGet(packetId, out var flags)) return Acknowledgement.NotFound;
        if ((flags & Answered) == 0) return Acknowledgement.OutOfTurn;
        Forget(packetId, flags); // [MQTT-4.3.3-12]
        return Acknowledgement.Completed;
    }

    /// <summary>Puts back the Packet Identifier of a QoS 2 message that a stored Session took over and that is not released.</summary>
    public void Restore(ushort packetId)
    {
        ArgumentOutOfRangeException.ThrowIfZero(packetId);
        _exactlyOnce.Set(packetId, Answered);
    }

    /// <summary>Copies the Packet Identifiers that are taken over and not released, to be stored; returns how many.</summary>
    /// <param name="destination">Room for <see cref="Count"/> identifiers.</param>
    public int CopyTo(Span<ushort> destination)
    {
        var count = 0;
        foreach (var entry in _exactlyOnce.Entries)
        {
            if ((entry >> 16 & Answered) != 0) destination[count++] = (ushort)entry;
        }

        return count;
    }

    private void CountIn(ushort packetId, byte flags)
    {
        _exactlyOnce.Set(packetId, (byte)(flags | Counted));
        _counted++;
    }

    private void Forget(ushort packetId, byte flags)
    {
        _exactlyOnce.Remove(packetId);
        if ((flags & Counted) != 0) _counted--;
    }
}
