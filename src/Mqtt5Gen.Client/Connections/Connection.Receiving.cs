using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>What each packet of the server does.</summary>
internal sealed partial class Connection : IServerPackets
{
    private readonly AsyncSignal _answersSent = new();
    private readonly InboundTopicAliases _aliases;
    private List<MqttSubscription> _inPlace = [];
    private Terms _terms;

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

        _terms = new(_terms.Version, Announced.From(_connect), Announced.From(packet));
        if (Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server)) && IsAuthenticated(packet)) Accept(packet, connAck);
    }

    void IServerPackets.On(in PublishView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server))) return;

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

        var receiver = _session.Receiver;
        lock (_gate)
        {
            if (_ending is not null) return;
            if (!receiver.Receive(packet, topic)) Violated(ReasonCode.ReceiveMaximumExceeded);
            if (receiver.InPlace.Count == 0) return;
            (_inPlace, receiver.InPlace) = (receiver.InPlace, _inPlace);
        }

        HandleInPlace(packet with { TopicName = topic }, receiver.Last);
    }

    /// <summary>Calls handlers without the gate, so that they may do what they like; only the reader comes here.</summary>
    private void HandleInPlace(in PublishView packet, Delivery? delivery)
    {
        foreach (var subscription in _inPlace)
        {
            subscription.Handle(packet);
            if (delivery is null) continue;
            lock (_gate) _session.Receiver.Taken(delivery);
        }

        _inPlace.Clear();
    }

    void IServerPackets.On(in PubAckView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server))) return;
        lock (_gate)
        {
            if (_ending is null) Acknowledged(_session.Publisher.On(packet));
        }
    }

    void IServerPackets.On(in PubRecView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server))) return;
        lock (_gate)
        {
            if (_ending is null) Acknowledged(_session.Publisher.On(packet));
        }
    }

    void IServerPackets.On(in PubRelView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server))) return;
        lock (_gate)
        {
            if (_ending is null && !_session.Receiver.Release(packet.PacketId)) Violated(ReasonCode.ProtocolError);
        }
    }

    void IServerPackets.On(in PubCompView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server))) return;
        lock (_gate)
        {
            if (_ending is null) Acknowledged(_session.Publisher.On(packet));
        }
    }

    void IServerPackets.On(in SubAckView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server))) return;
        lock (_gate)
        {
            if (_ending is null && !_session.Subscriber.On(packet)) Violated(ReasonCode.ProtocolError);
        }
    }

    void IServerPackets.On(in UnsubAckView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server))) return;
        lock (_gate)
        {
            if (_ending is null && !_session.Subscriber.On(packet)) Violated(ReasonCode.ProtocolError);
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

    void IServerPackets.On(in AuthView packet)
    {
        if (!Kept(packet.CheckLimits(Role.Server, _terms.Own, _terms.Server))) return;
        var broken = _authenticator?.On(packet) ?? Rule.ServerDoesNotBeginAuthentication; // [MQTT-4.12.0-6]
        if (broken is not Rule.None) Violated(ReasonCode.ProtocolError, broken);
    }

    /// <summary>Under the gate: the server has acknowledged a message, and there may be room for others.</summary>
    private void Acknowledged(Acknowledgement outcome)
    {
        if (outcome is Acknowledgement.OutOfTurn) Violated(ReasonCode.ProtocolError);
        _session.Publisher.Pump();
    }

    /// <summary>Whether an accepting CONNACK ends the authentication that CONNECT has begun, or there was none.</summary>
    private bool IsAuthenticated(in ConnAckView packet)
    {
        if (_authenticator is null)
        {
            if (!packet.Properties.Has(PropertyId.AuthenticationMethod)) return true;
            Violated(ReasonCode.ProtocolError, Rule.ServerDoesNotBeginAuthentication); // [MQTT-4.12.0-6]
            return false;
        }

        if (_authenticator.IsMethod(packet.Properties.AuthenticationMethod)) return _authenticator.TryComplete(packet.Properties.AuthenticationData.ToArray());
        Violated(ReasonCode.ProtocolError, Rule.AuthenticationMethodStaysTheSame); // [MQTT-4.12.0-5]
        return false;
    }

    /// <summary>The server took the connection: the session goes on over it.</summary>
    private void Accept(in ConnAckView packet, ConnAck connAck)
    {
        var keepAlive = new KeepAlive(packet.Properties.ServerKeepAlive ?? _connect.KeepAlive); // [MQTT-3.1.2-21] [MQTT-3.2.2-21]
        lock (_gate)
        {
            if (_ending is not null || !_connected.TrySetResult(connAck)) return;
            _link = new Link(_outbound, _terms, _options.AssignedTopicAliases);
            _session.Open(_link, _terms.Version >= ProtocolVersion.V5 ? _options.ReceiveMaximum : ushort.MaxValue, packet.SessionPresent);
            _heartbeat = new Heartbeat(_options.TimeProvider, keepAlive, SendPingReq, PingTimedOut);
        }
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
                if (handled == input.Length || IsDue(new Frame(input[handled], [], bodyOffset: 0))) return handled;
                Violated(ReasonCode.ProtocolError, Rule.ConnAckComesFirst); // [MQTT-3.2.0-1] at once: what is no MQTT server may never send the rest
                break;
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
        if (!IsDue(frame))
        {
            Violated(ReasonCode.ProtocolError, Rule.ConnAckComesFirst); // [MQTT-3.2.0-1]
            return;
        }

        var self = this;
        var version = IsOlderConnAck(frame) ? ProtocolVersion.V311 : _terms.Version;
        if (!PacketDispatch.FromServer(ref self, frame, version, out var violation)) Violated(violation);
    }

    private bool IsDue(in Frame frame) => _connected.Task.IsCompleted || (PacketType)frame.TypeNumber is PacketType.ConnAck or PacketType.Auth;

    /// <summary>A server that knows no 5.0 refuses in the form it knows (3.1.2.2), without properties.</summary>
    private static bool IsOlderConnAck(in Frame frame) =>
        (PacketType)frame.TypeNumber is PacketType.ConnAck && ConnAckView.TryDecode(frame, ProtocolVersion.V311, Role.Server, out var older, out _) && older.ReasonCode is not ReasonCode.Success;

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
