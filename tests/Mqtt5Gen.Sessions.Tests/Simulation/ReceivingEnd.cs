using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Simulation;

/// <summary>A receiver that takes messages over some time after they came, as a broker does with a commit.</summary>
internal sealed class ReceivingEnd(Action<Packet> send)
{
    private readonly Queue<(int Connection, ushort PacketId, Message Message)> _uncommitted = new();
    private ReceiveWindow _window = new();
    private int _connection;

    public List<Message> Delivered { get; } = [];

    public bool IsDone => _uncommitted.Count == 0 && _window.Count == 0;

    public void Open(ushort receiveMaximum)
    {
        _connection++;
        _window.Open(receiveMaximum);
    }

    public void Close()
    {
        _connection++;
        _window.Close();
    }

    /// <summary>A new process with the stored window: what was not committed is lost.</summary>
    public void Restart()
    {
        Close();
        _uncommitted.Clear();
        var stored = new ushort[_window.Count];
        var count = _window.CopyTo(stored);
        _window = new();
        foreach (var packetId in stored.AsSpan(0, count)) _window.Restore(packetId);
    }

    public void Receive(Packet packet)
    {
        switch (packet.Kind)
        {
            case PacketKind.Publish: OnPublish(packet); break;
            case PacketKind.PubRel: OnPubRel(packet.PacketId); break;
            case PacketKind.Subscribe: send(new(PacketKind.SubAck, packet.PacketId)); break;
            default: Assert.Fail($"{packet.Kind} to the receiver"); break;
        }
    }

    /// <summary>The commit of the oldest message is done.</summary>
    public void Commit()
    {
        if (!_uncommitted.TryDequeue(out var entry)) return;
        var reason = entry.Message.IsRefused ? ReasonCode.NotAuthorized : ReasonCode.Success;
        if (!entry.Message.IsRefused) Delivered.Add(entry.Message);
        if (entry.Message.QoS is QoS.ExactlyOnce)
        {
            if (_window.PubRec(entry.PacketId, reason)) send(new(PacketKind.PubRec, entry.PacketId, Reason: reason));
            return;
        }

        if (entry.Connection != _connection) return;
        Assert.True(_window.PubAck());
        send(new(PacketKind.PubAck, entry.PacketId, Reason: reason));
    }

    private void OnPublish(Packet packet)
    {
        switch (_window.Publish(packet.Message.QoS, packet.PacketId))
        {
            case Reception.New: _uncommitted.Enqueue((_connection, packet.PacketId, packet.Message)); break;
            case Reception.Duplicate: send(new(PacketKind.PubRec, packet.PacketId)); break;
            case Reception.Pending: break;
            case var reception: Assert.Fail($"{reception} from a sender that keeps the rules"); break;
        }
    }

    private void OnPubRel(ushort packetId)
    {
        var acknowledgement = _window.PubRel(packetId);
        Assert.NotEqual(Acknowledgement.OutOfTurn, acknowledgement);
        var reason = acknowledgement is Acknowledgement.NotFound ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success;
        send(new(PacketKind.PubComp, packetId, Reason: reason));
    }
}
