using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Client;

/// <summary>What connections come and go with, and the acknowledgements that they bring. Under the gate, all of it.</summary>
internal sealed partial class Publisher
{
    /// <summary>A connection is accepted. Where the server has the Session, <see cref="Pump"/> resends what is unacknowledged; where not, it publishes it anew, in the same order.</summary>
    public void Open(Link link, bool isPresent)
    {
        if (!isPresent) BeginAnew();
        _link = link;
        _terms = link.Terms;
        Window.Open(Math.Min(link.Terms.Server.ReceiveMaximum, options.InFlightLimit(link.Terms.Version))); // [MQTT-4.9.0-1]
    }

    /// <summary>The connection is gone; what is pending stays.</summary>
    public void Close()
    {
        _link = null;
        Window.Close();
        _drained?.TrySetResult();
        _drained = null;
    }

    /// <summary>Nothing can be sent any more.</summary>
    public void End(Exception reason)
    {
        _ended = reason;
        foreach (var inFlight in Window) inFlight.Message?.Fail(reason);
        foreach (var pending in _atMostOnce.Concat(_acknowledged).Concat(_recording).Concat(_early).Concat(_outside)) pending.Fail(reason);
        _outside.Clear();
        _early.Clear();
        _recording.Clear();
        _atMostOnce.Clear();
        _acknowledged.Clear();
        Close();
    }

    public Acknowledgement On(in PubAckView packet)
    {
        var outcome = Window.PubAck(packet.PacketId, out var pending);
        if (outcome is Acknowledgement.Completed) Complete(pending!, new(packet.ReasonCode, Text(packet.Properties.ReasonString), packet.Properties.UserProperties.ToList()));
        return outcome;
    }

    /// <summary>Answers it with PUBREL as well.</summary>
    public Acknowledgement On(in PubRecView packet)
    {
        var packetId = packet.PacketId;
        var outcome = Window.PubRec(packetId, packet.ReasonCode, out var pending);
        if (outcome is Acknowledgement.Completed) Complete(pending!, new(packet.ReasonCode, Text(packet.Properties.ReasonString), packet.Properties.UserProperties.ToList()));
        if (outcome is Acknowledgement.NotFound && packet.ReasonCode < ReasonCode.UnspecifiedError)
        {
            _link?.Outbound.Answer(new PubRel { PacketId = packetId, ReasonCode = ReasonCode.PacketIdentifierNotFound });
        }

        if (outcome is not Acknowledgement.Released) return outcome;
        pending!.Release(packet.ReasonCode);
        if (!journal.IsKept) _link?.Outbound.Answer(new PubRel { PacketId = packetId }); // [MQTT-4.3.3-4] [MQTT-4.6.0-4]
        else RecordRelease(pending, packetId);
        return outcome;
    }

    public Acknowledgement On(in PubCompView packet)
    {
        var outcome = Window.PubComp(packet.PacketId, out var pending);
        if (outcome is not Acknowledgement.Completed) return outcome;

        // That the server knows the Packet Identifier no more, after a reconnect, says that it released the message before.
        var reason = packet.ReasonCode is ReasonCode.Success or ReasonCode.PacketIdentifierNotFound ? pending!.Received : packet.ReasonCode;
        Complete(pending!, new(reason, Text(packet.Properties.ReasonString), packet.Properties.UserProperties.ToList()));
        return outcome;
    }

    private void Complete(PendingPublish pending, in PublishResult result)
    {
        Remove(pending);
        pending.Complete(result);
    }

    private void RecordRelease(PendingPublish pending, ushort packetId)
    {
        var link = _link;
        journal.Record(new(MqttOutboxChangeKind.Released, pending.Sequence), () =>
        {
            if (_link != link) return; // the next connection sends it
            link?.Outbound.Answer(new PubRel { PacketId = packetId }); // [MQTT-4.3.3-4] [MQTT-4.6.0-4]
            link?.Outbound.Flush();
        });
    }

    /// <summary>The server has lost the Session. It owns what it answered with PUBREC (4.3.3); the rest is new to it, unless nobody waits for it.</summary>
    private void BeginAnew()
    {
        var unacknowledged = new List<PendingPublish>();
        foreach (var packet in Window)
        {
            if (packet.Message is not { } pending) continue;
            if (packet.IsReleased || pending.Task.IsCompleted)
            {
                Complete(pending, new(pending.Received));
                continue;
            }

            unacknowledged.Add(pending);
            if (pending.Sequence != 0) journal.Record(new(MqttOutboxChangeKind.Sent, pending.Sequence));
        }

        Window.Clear();
        for (var index = unacknowledged.Count - 1; index >= 0; index--) _acknowledged.AddFirst(unacknowledged[index].Node);
    }

    private static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(text);
}
