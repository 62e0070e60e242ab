using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>What each packet of the server does.</summary>
internal sealed partial class Connection : IServerPackets
{
    private readonly AsyncSignal _answersSent = new();
    private readonly ReceiveWindow _received = new();
    private readonly InboundTopicAliases _aliases;
    private readonly DeliveryLine _atLeastOnce;
    private readonly DeliveryLine _exactlyOnce;
    private readonly TopicNames _topicNames = new();
    private readonly List<MqttSubscription> _found = [];
    private Announced _own = new();
    private Announced _server = new();

    void IServerPackets.On(in ConnAckView packet)
    {
        var connAck = packet.ToPacket();
        if (_connected.Task.IsCompleted)
        {
            Violated(ReasonCode.ProtocolError, Rule.ConnAckComesOnce); // [MQTT-3.2.0-2]
            return;
        }

        if (packet.ReasonCode >= ReasonCode.UnspecifiedError)
        {
            _connected.TrySetResult(connAck);
            Close(new(packet.ReasonCode, DisconnectOrigin.Server));
            return;
        }

        if (packet.SessionPresent && _connect.CleanStart)
        {
            Violated(ReasonCode.ProtocolError, Rule.UnexpectedSessionCloses); // [MQTT-3.2.2-4]
            return;
        }

        Open(packet);
        if (Kept(packet.CheckLimits(Role.Server, _own, _server))) _connected.TrySetResult(connAck);
    }

    void IServerPackets.On(in PublishView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _own, _server))) return;

        var topic = packet.TopicName;
        if (packet.Properties.TopicAlias is { } alias)
        {
            var answer = _aliases.Resolve(alias, topic, out var resolved);
            if (answer is not ReasonCode.Success)
            {
                Violated(answer);
                return;
            }

            topic = resolved.Span;
        }

        lock (_gate) Receive(packet, topic);
    }

    void IServerPackets.On(in PubAckView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _own, _server))) return;
        lock (_gate)
        {
            if (Publisher.On(packet) is Acknowledgement.OutOfTurn) Violated(ReasonCode.ProtocolError);
            Publisher.Pump();
        }
    }

    void IServerPackets.On(in PubRecView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _own, _server))) return;
        lock (_gate)
        {
            switch (Publisher.On(packet))
            {
                case Acknowledgement.Released: // [MQTT-4.3.3-4] [MQTT-4.6.0-4]
                    _outbound.Answer(new PubRel { PacketId = packet.PacketId });
                    break;
                case Acknowledgement.NotFound when packet.ReasonCode < ReasonCode.UnspecifiedError:
                    _outbound.Answer(new PubRel { PacketId = packet.PacketId, ReasonCode = ReasonCode.PacketIdentifierNotFound });
                    break;
                case Acknowledgement.OutOfTurn:
                    Violated(ReasonCode.ProtocolError);
                    break;
            }

            Publisher.Pump();
        }
    }

    void IServerPackets.On(in PubRelView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _own, _server))) return;
        lock (_gate)
        {
            var outcome = _received.PubRel(packet.PacketId);
            if (outcome is Acknowledgement.OutOfTurn)
            {
                Violated(ReasonCode.ProtocolError);
                return;
            }

            var reason = outcome is Acknowledgement.NotFound ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success;
            _outbound.Answer(new PubComp { PacketId = packet.PacketId, ReasonCode = reason }); // [MQTT-4.3.3-11]
        }
    }

    void IServerPackets.On(in PubCompView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _own, _server))) return;
        lock (_gate)
        {
            if (Publisher.On(packet) is Acknowledgement.OutOfTurn) Violated(ReasonCode.ProtocolError);
            Publisher.Pump();
        }
    }

    void IServerPackets.On(in SubAckView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _own, _server))) return;
        lock (_gate)
        {
            if (!Subscriber.On(packet)) Violated(ReasonCode.ProtocolError);
        }
    }

    void IServerPackets.On(in UnsubAckView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _own, _server))) return;
        lock (_gate)
        {
            if (!Subscriber.On(packet)) Violated(ReasonCode.ProtocolError);
        }
    }

    void IServerPackets.On(in PingRespView packet) => _heartbeat?.PingRespReceived();

    void IServerPackets.On(in DisconnectView packet)
    {
        Close(new(packet.ReasonCode, DisconnectOrigin.Server)
        {
            ReasonString = Text(packet.Properties.ReasonString),
            ServerReference = Text(packet.Properties.ServerReference),
        });
    }

    void IServerPackets.On(in AuthView packet) => Violated(ReasonCode.ProtocolError, Rule.ServerDoesNotBeginAuthentication); // [MQTT-4.12.0-6]

    private void Open(in ConnAckView packet)
    {
        (_own, _server) = (Announced.From(_connect), Announced.From(packet));
        var keepAlive = new KeepAlive(packet.Properties.ServerKeepAlive ?? _connect.KeepAlive); // [MQTT-3.1.2-21] [MQTT-3.2.2-21]
        lock (_gate)
        {
            Publisher.Open(_own, _server);
            Subscriber.Open(_own, _server);
            _received.Open(_options.Version >= ProtocolVersion.V5 ? _options.ReceiveMaximum : ushort.MaxValue);
        }

        _heartbeat = new Heartbeat(_options.TimeProvider, keepAlive, SendPingReq, PingTimedOut);
    }

    /// <summary>Handles the whole packets in the input; returns how many bytes they take.</summary>
    private int Handle(ReadOnlySpan<byte> input, out int needed)
    {
        var handled = 0;
        needed = 0;
        while (Volatile.Read(ref _ending) is null)
        {
            var status = FrameReader.TryRead(input[handled..], _options.MaximumPacketSize, out var frame, out var length);
            if (status is FrameStatus.Incomplete)
            {
                needed = length;
                return handled;
            }

            if (status is not FrameStatus.Complete)
            {
                Violated(status.ToViolation());
                break;
            }

            handled += length;
            Handle(frame);
        }

        return input.Length; // what comes after the end is not looked at
    }

    private void Handle(in Frame frame)
    {
        if (!_connected.Task.IsCompleted && (PacketType)frame.TypeNumber is not PacketType.ConnAck)
        {
            Violated(ReasonCode.ProtocolError, Rule.ConnAckComesFirst); // [MQTT-3.2.0-1]
            return;
        }

        var self = this;
        var version = IsOlderConnAck(frame) ? ProtocolVersion.V311 : _options.Version;
        if (!PacketDispatch.FromServer(ref self, frame, version, out var violation)) Violated(violation);
    }

    /// <summary>A server that knows no 5.0 refuses in the form it knows (3.1.2.2), without properties.</summary>
    private bool IsOlderConnAck(Frame frame) => (PacketType)frame.TypeNumber is PacketType.ConnAck && frame.Body is [0, > 0];

    private void Receive(in PublishView packet, ReadOnlySpan<byte> topic)
    {
        if (packet.QoS is QoS.AtMostOnce)
        {
            Deliver(packet, topic, null);
            return;
        }

        var reception = _received.Publish(packet.QoS, packet.PacketId);
        switch (reception)
        {
            case Reception.New:
                Deliver(packet, topic, (packet.QoS is QoS.AtLeastOnce ? _atLeastOnce : _exactlyOnce).Add(packet.PacketId));
                break;
            case Reception.Duplicate: // [MQTT-4.3.3-10]
                _outbound.Answer(new PubRec { PacketId = packet.PacketId });
                break;
            case Reception.PacketIdInUse:
                _outbound.Answer(new PubAck { PacketId = packet.PacketId, ReasonCode = reception.Answer() });
                break;
            case Reception.ReceiveMaximumExceeded:
                Violated(reception.Answer());
                break;
        }
    }

    private void Deliver(in PublishView packet, ReadOnlySpan<byte> topic, Delivery? delivery)
    {
        _found.Clear();
        Subscriber.Table.Find(packet.Properties.SubscriptionIdentifiers, topic, _found);
        var message = ToMessage(packet, topic, isClaimed: _found.Count > 0);
        foreach (var subscription in _found) subscription.Buffer.Add(message, delivery);
        if (_found.Count == 0) Unclaimed.Add(message, null);
        if (delivery is { Holders: 0 }) delivery.Line.Taken(delivery); // [MQTT-4.5.0-2]
    }

    private MqttMessage ToMessage(in PublishView packet, ReadOnlySpan<byte> topic, bool isClaimed)
    {
        var properties = packet.Properties.Without(PropertyId.TopicAlias);
        if (isClaimed) properties = properties.Without(PropertyId.SubscriptionIdentifier);
        return new MqttMessage
        {
            Topic = _topicNames.Get(topic),
            Payload = packet.Payload.ToArray(),
            QoS = packet.QoS,
            Retain = packet.Retain,
            Dup = packet.Dup,
            Properties = properties.ToProperties(),
        };
    }

    private void Acknowledge(Delivery delivery)
    {
        if (delivery.Line.QoS is QoS.AtLeastOnce)
        {
            if (_received.PubAck()) _outbound.Answer(new PubAck { PacketId = delivery.PacketId }); // [MQTT-4.3.2-4]
            return;
        }

        if (_received.PubRec(delivery.PacketId, ReasonCode.Success)) _outbound.Answer(new PubRec { PacketId = delivery.PacketId }); // [MQTT-4.3.3-8]
    }

    private bool Kept(Violation violation)
    {
        if (!violation.IsNone) Violated(violation);
        return violation.IsNone;
    }

    private void Violated(Violation violation) => Violated(violation.Answer, violation.Rule);

    /// <summary>The server broke the protocol: tell it why, and close (4.13).</summary>
    private void Violated(ReasonCode reason, Rule rule = Rule.None) => Close(
        new(reason, DisconnectOrigin.ServerViolation) { Rule = rule },
        new Disconnect { ReasonCode = reason },
        _options.DisconnectTimeout);

    private static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(text);
}
