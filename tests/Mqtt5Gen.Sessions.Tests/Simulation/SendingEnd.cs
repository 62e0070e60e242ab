using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Simulation;

/// <summary>A sender and what must be true of it. Its backlog and window are durable.</summary>
internal sealed class SendingEnd(Action<Packet> send)
{
    private readonly Queue<Message> _backlog = new();
    private readonly HashSet<ushort> _inUse = [];
    private readonly HashSet<ushort> _subscribes = [];
    private readonly HashSet<ushort> _unacknowledged = []; // of this connection
    private SendWindow<Message> _window = new();
    private int _receiveMaximum;

    public bool IsDone => _backlog.Count == 0 && _window.Count == 0;

    /// <summary>Starts near the place where Packet Identifiers go round.</summary>
    public void StartAfter(ushort packetId)
    {
        _window.TryRestore(new(packetId, QoS.AtLeastOnce, false, default));
        _window.PubAck(packetId, out _);
    }

    public void Publish(Message message)
    {
        _backlog.Enqueue(message);
        Pump();
    }

    public void Subscribe()
    {
        if (_receiveMaximum == 0 || !_window.TryTakePacketId(out var packetId)) return;
        Assert.True(_inUse.Add(packetId));
        _subscribes.Add(packetId);
        send(new(PacketKind.Subscribe, packetId));
    }

    public void Open(ushort receiveMaximum)
    {
        Close();
        _receiveMaximum = receiveMaximum;
        _window.Open(receiveMaximum);
        Pump();
    }

    public void Close()
    {
        _window.Close();
        _receiveMaximum = 0;
        _unacknowledged.Clear();
        _inUse.ExceptWith(_subscribes);
        _subscribes.Clear();
    }

    /// <summary>A new process with the stored window.</summary>
    public void Restart()
    {
        Close();
        var restored = new SendWindow<Message>();
        foreach (var packet in _window) Assert.True(restored.TryRestore(packet));
        _window = restored;
    }

    public void Receive(Packet packet)
    {
        switch (packet.Kind)
        {
            case PacketKind.PubAck: Complete(packet.PacketId, _window.PubAck(packet.PacketId, out _)); break;
            case PacketKind.PubComp: Complete(packet.PacketId, _window.PubComp(packet.PacketId, out _)); break;
            case PacketKind.PubRec: OnPubRec(packet); break;
            case PacketKind.SubAck: OnSubAck(packet.PacketId); break;
            default: Assert.Fail($"{packet.Kind} to the sender"); break;
        }

        Pump();
    }

    private void OnPubRec(Packet packet)
    {
        var acknowledgement = _window.PubRec(packet.PacketId, packet.Reason, out _);
        if (acknowledgement is Acknowledgement.Released)
        {
            send(new(PacketKind.PubRel, packet.PacketId));
            return;
        }

        Assert.True(packet.Reason >= ReasonCode.UnspecifiedError);
        Complete(packet.PacketId, acknowledgement);
    }

    private void OnSubAck(ushort packetId)
    {
        Assert.True(_window.ReleasePacketId(packetId));
        _inUse.Remove(packetId);
        _subscribes.Remove(packetId);
    }

    private void Complete(ushort packetId, Acknowledgement acknowledgement)
    {
        Assert.Equal(Acknowledgement.Completed, acknowledgement);
        Assert.True(_inUse.Remove(packetId));
        _unacknowledged.Remove(packetId);
    }

    private void Pump()
    {
        while (_window.TryResend(out var packet)) Resend(packet);
        while (_backlog.TryPeek(out var message) && _window.TryBegin(message.QoS, message, out var packetId))
        {
            _backlog.Dequeue();
            Assert.True(_inUse.Add(packetId), "a Packet Identifier is used again while in use");
            SendPublish(packetId, message);
        }
    }

    private void Resend(InFlight<Message> packet)
    {
        Assert.Contains(packet.PacketId, _inUse);
        if (packet.IsReleased) send(new(PacketKind.PubRel, packet.PacketId));
        else SendPublish(packet.PacketId, packet.Message);
    }

    private void SendPublish(ushort packetId, Message message)
    {
        Assert.True(_unacknowledged.Add(packetId), "a PUBLISH is sent twice on one connection");
        Assert.True(_unacknowledged.Count <= _receiveMaximum, "the Receive Maximum is exceeded");
        send(new(PacketKind.Publish, packetId, message));
    }
}
