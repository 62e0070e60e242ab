using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>Sends messages and follows each to its acknowledgement (3.3, 4.3). Made for many callers at once.</summary>
/// <remarks>
/// A message waits in a queue while the send buffer is full, or (QoS 1 and QoS 2) while the server's Receive Maximum is used up; each queue keeps its
/// order. A caller who cancels takes a waiting message out of the queue; of one that was sent, the flow goes on without the caller, and its
/// Packet Identifier stays in use until the flow's end [MQTT-2.2.1-3].
/// </remarks>
internal sealed class Publisher(Lock gate, Outbound outbound, ProtocolVersion version, ushort maximumInFlight)
{
    private static readonly Task<PublishResult> Sent = Task.FromResult(new PublishResult(ReasonCode.Success));

    private readonly LinkedList<PendingPublish> _atMostOnce = new();
    private readonly LinkedList<PendingPublish> _acknowledged = new();
    private Announced _own = new();
    private Announced _server = new();
    private Exception? _ended;
    private TaskCompletionSource? _drained;

    /// <summary>The sender's side of QoS 1 and QoS 2.</summary>
    public SendWindow<PendingPublish> Window { get; } = new();

    /// <summary>CONNACK came.</summary>
    public void Open(in Announced own, in Announced server)
    {
        (_own, _server) = (own, server);
        Window.Open(Math.Min(server.ReceiveMaximum, maximumInFlight)); // [MQTT-4.9.0-1]
    }

    public Task<PublishResult> Publish(in Outgoing message, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<PublishResult>(cancellationToken);

        var topic = PublishRules.Encode(message.Topic, stackalloc byte[256]);
        PublishRules.Check(message, topic, version);
        if (BrokenLimit(message, topic) is { } limit) return Task.FromException<PublishResult>(limit);
        if (message.QoS is QoS.AtMostOnce && TrySendNow(message, topic)) return Sent;

        var pending = new PendingPublish(message);
        pending.CancelWith(cancellationToken, Cancelled);
        lock (gate) Enqueue(pending);
        return pending.Task;
    }

    /// <summary>Sends what has room and quota, in the order of each queue. Under the gate, as everything below.</summary>
    public void Pump()
    {
        while (outbound.HasRoom && (SendNext(_atMostOnce) | SendNext(_acknowledged)))
        {
        }

        if (_drained is not null && IsDrained) _drained.TrySetResult();
    }

    /// <summary>When nothing waits to be sent any more.</summary>
    public Task DrainedAsync()
    {
        if (IsDrained || _ended is not null) return Task.CompletedTask;
        return (_drained ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public Acknowledgement On(in PubAckView packet)
    {
        var outcome = Window.PubAck(packet.PacketId, out var pending);
        if (outcome is Acknowledgement.Completed) pending!.Complete(new(packet.ReasonCode, Text(packet.Properties.ReasonString), packet.Properties.UserProperties.ToList()));
        return outcome;
    }

    public Acknowledgement On(in PubRecView packet)
    {
        var outcome = Window.PubRec(packet.PacketId, packet.ReasonCode, out var pending);
        if (outcome is Acknowledgement.Completed) pending!.Complete(new(packet.ReasonCode, Text(packet.Properties.ReasonString), packet.Properties.UserProperties.ToList()));
        if (outcome is Acknowledgement.Released) pending!.Release(packet.ReasonCode);
        return outcome;
    }

    public Acknowledgement On(in PubCompView packet)
    {
        var outcome = Window.PubComp(packet.PacketId, out var pending);
        if (outcome is not Acknowledgement.Completed) return outcome;

        var reason = packet.ReasonCode is ReasonCode.Success ? pending!.Received : packet.ReasonCode;
        pending!.Complete(new(reason, Text(packet.Properties.ReasonString), packet.Properties.UserProperties.ToList()));
        return outcome;
    }

    /// <summary>Nothing can be sent any more.</summary>
    public void End(Exception reason)
    {
        _ended = reason;
        foreach (var inFlight in Window) inFlight.Message?.Fail(reason);
        foreach (var pending in _atMostOnce.Concat(_acknowledged)) pending.Fail(reason);
        _atMostOnce.Clear();
        _acknowledged.Clear();
        Window.Close();
        _drained?.TrySetResult();
    }

    private bool IsDrained => _atMostOnce.Count + _acknowledged.Count == 0 && outbound.IsEmpty;

    private bool TrySendNow(in Outgoing message, ReadOnlySpan<byte> topic)
    {
        lock (gate)
        {
            if (_ended is not null || _atMostOnce.Count > 0 || !outbound.HasRoom) return false;
            Write(message, topic, packetId: 0);
            outbound.Flush();
            return true;
        }
    }

    private void Enqueue(PendingPublish pending)
    {
        if (_ended is not null) pending.Fail(_ended);
        if (pending.Task.IsCompleted) return;
        (pending.Message.QoS is QoS.AtMostOnce ? _atMostOnce : _acknowledged).AddLast(pending.Node);
        Pump();
        outbound.Flush();
    }

    private bool SendNext(LinkedList<PendingPublish> queue)
    {
        if (queue.First?.Value is not { } pending) return false;

        ushort packetId = 0;
        var message = pending.Message;
        if (message.QoS is not QoS.AtMostOnce && !Window.TryBegin(message.QoS, pending, out packetId)) return false; // [MQTT-4.9.0-2]
        queue.RemoveFirst();
        Write(message, PublishRules.Encode(message.Topic, stackalloc byte[256]), packetId);
        if (packetId == 0) pending.Complete(Sent.Result);
        return true;
    }

    private void Write(in Outgoing message, ReadOnlySpan<byte> topic, ushort packetId)
    {
        if (message.Properties is not null)
        {
            outbound.Write(Owned(message, topic, packetId));
            return;
        }

        var packet = View(message, topic, packetId);
        var layout = packet.Measure(version);
        outbound.Advance(packet.Encode(outbound.GetSpan(layout.Size), layout, version));
    }

    private MqttException? BrokenLimit(in Outgoing message, ReadOnlySpan<byte> topic)
    {
        var packet = View(message, topic, packetId: 0);
        var violation = message.Properties is null
            ? packet.CheckLimits(Role.Client, _own, _server)
            : Owned(message, topic, packetId: 0).CheckLimits(Role.Client, _own, _server);
        if (!violation.IsNone) return MqttException.OfLimit(violation);

        var size = message.Properties is null ? packet.Measure(version).Size : Owned(message, topic, packetId: 0).Measure(version).Size;
        return size <= _server.MaximumPacketSize.GetValueOrDefault(uint.MaxValue)
            ? null
            : new MqttException($"The message takes {size} bytes, the server's Maximum Packet Size is {_server.MaximumPacketSize} (3.2.2.3.6).", ReasonCode.PacketTooLarge); // [MQTT-3.2.2-15]
    }

    private static PublishView View(in Outgoing message, ReadOnlySpan<byte> topic, ushort packetId) => new()
    {
        QoS = message.QoS,
        Retain = message.Retain,
        TopicName = topic,
        PacketId = packetId,
        Payload = message.Payload.Span,
    };

    private static Publish Owned(in Outgoing message, ReadOnlySpan<byte> topic, ushort packetId) => new()
    {
        QoS = message.QoS,
        Retain = message.Retain,
        TopicName = Utf8String.Copy(topic),
        PacketId = packetId,
        Properties = message.Properties,
        Payload = message.Payload,
    };

    private void Cancelled(PendingPublish pending)
    {
        lock (gate) pending.Node.List?.Remove(pending.Node);
    }

    private static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(text);
}
