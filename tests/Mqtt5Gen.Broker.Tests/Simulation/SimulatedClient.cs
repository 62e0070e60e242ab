using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Broker.Tests.Simulation;

/// <summary>A client and what must be true for it. Its backlog and its session are durable, unless it begins anew.</summary>
internal sealed partial class SimulatedClient(SimulatedWorld world, string name, uint expiry, params (string Filter, QoS QoS, uint Identifier)[] subscriptions)
{
    private readonly Queue<Note> _backlog = new();
    private readonly Queue<Answer> _unanswered = new();
    private readonly SendWindow<Note> _sending = new();
    private readonly ReceiveWindow _receiving = new();
    private InboundTopicAliases _aliases = new(0);
    private bool _isAccepted;
    private bool _isClean = true;
    private ushort _receiveMaximum;

    public string Name => name;

    public Ledger Ledger => world.Ledger;

    public SimulatedLink? Link { get; private set; }

    /// <summary>Whether its transport says when there is room; if not, the broker looks once a second.</summary>
    public bool TellsOfRoom => name.Length % 2 == 0;

    /// <summary>Whether it never loses its session.</summary>
    public bool IsSteady => expiry == uint.MaxValue;

    public bool IsDone => _isAccepted && _backlog.Count == 0 && _sending.Count == 0 && _unanswered.Count == 0 && Link!.IsIdle
        && (_receiving.Count == 0 || !IsSteady); // nobody releases what belongs to a session that ended and was replaced, unnoticed

    /// <summary>A new connection; one that it has is forgotten, and its end is the broker's to find out.</summary>
    public void Connect(ushort receiveMaximum, bool clean)
    {
        Forget();
        _isClean |= clean && !IsSteady;
        _receiveMaximum = receiveMaximum;
        _aliases = new(maximum: 1); // one of two topics gets it
        Link = world.Open(this);
        Send(new Connect
        {
            ClientId = name,
            CleanStart = _isClean,
            KeepAlive = 10,
            Properties = new() { SessionExpiryInterval = expiry, ReceiveMaximum = receiveMaximum, TopicAliasMaximum = _aliases.Maximum },
        });
    }

    public void Publish(Note note)
    {
        if (note.QoS > QoS.AtMostOnce) _backlog.Enqueue(note);
        else if (_isAccepted) Send(note.ToPublish(0, dup: false));
        Pump();
    }

    /// <summary>Answers the oldest messages that it has taken.</summary>
    public void Acknowledge(int count)
    {
        for (; count > 0 && _isAccepted && _unanswered.TryDequeue(out var answer); count--)
        {
            if (answer.QoS is QoS.AtLeastOnce && _receiving.PubAck()) Send(new PubAck { PacketId = answer.PacketId });
            if (answer.QoS is QoS.ExactlyOnce && _receiving.PubRec(answer.PacketId, ReasonCode.Success)) Send(new PubRec { PacketId = answer.PacketId });
        }
    }

    public void Disconnect()
    {
        if (!_isAccepted) return;
        Send(new Disconnect());
        Forget();
    }

    public void Ping()
    {
        if (_isAccepted) Send(new PingReq());
    }

    /// <summary>The connection is gone, and it knows.</summary>
    public void Lost(SimulatedLink link)
    {
        if (Link == link) Forget();
    }

    /// <summary>It no longer uses its connection, and the broker does not know.</summary>
    public void Forget()
    {
        Link = null;
        _isAccepted = false;
        _unanswered.Clear();
        _sending.Close();
        _receiving.Close();
    }

    private void Send<T>(T packet)
        where T : struct, IPacket => Link!.Send(packet.ToArray(ProtocolVersion.V5));

    private void Accepted(in ConnAck connAck)
    {
        Assert.Equal(ReasonCode.Success, connAck.ReasonCode);
        Assert.False(connAck.SessionPresent && _isClean);
        if (!connAck.SessionPresent)
        {
            Assert.True(_isClean || !IsSteady, "a session was lost");
            _sending.Clear();
            _receiving.Clear();
            Subscribe();
        }

        _isClean = false;
        _isAccepted = true;
        _sending.Open(connAck.Properties!.ReceiveMaximum!.Value);
        _receiving.Open(_receiveMaximum);
        Pump();
    }

    private void Subscribe()
    {
        foreach (var (filter, qos, identifier) in subscriptions)
        {
            Send(new Subscribe
            {
                PacketId = (ushort)identifier,
                Properties = new() { SubscriptionIdentifier = identifier },
                Subscriptions = [new() { TopicFilter = filter, MaximumQoS = qos }],
            });
        }
    }

    private void Pump()
    {
        if (!_isAccepted) return;
        while (_sending.TryResend(out var packet))
        {
            if (packet.IsReleased) Send(new PubRel { PacketId = packet.PacketId });
            else Send(packet.Message!.ToPublish(packet.PacketId, dup: true));
        }

        while (_backlog.TryPeek(out var note) && _sending.TryBegin(note.QoS, note, out var packetId))
        {
            _backlog.Dequeue();
            Send(note.ToPublish(packetId, dup: false));
        }
    }
}
