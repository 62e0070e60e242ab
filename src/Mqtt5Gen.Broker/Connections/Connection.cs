using Mqtt5Gen.Broker.Access;
using Mqtt5Gen.Broker.Connections;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Broker.Telemetry;
using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>One client's connection: a state machine that is fed with bytes and with time.</summary>
/// <remarks>
/// Its one reading thread calls <see cref="Receive"/>. Until CONNECT nobody else knows it; from then on the gate of its session
/// guards its output and its state, and keeps doing so when another connection has taken the session over.
/// </remarks>
public sealed class Connection : IDueWork
{
    private readonly BrokerEngine _engine;
    private int _state;
    private bool _isTouched;
    private long _lastReceived;

    internal Connection(BrokerEngine engine, IConnectionOutput output, ConnectionInfo info, long now)
    {
        _engine = engine;
        Output = output;
        Info = info;
        _lastReceived = now;
    }

    /// <summary>Where it comes from.</summary>
    public ConnectionInfo Info { get; }

    /// <summary>How many bytes <see cref="Receive"/> needs in all before it can go on, where that is known; 0 where it is not.</summary>
    public int BytesNeeded { get; private set; }

    /// <summary>The Client Identifier of its client; empty until its CONNECT is accepted.</summary>
    public Utf8String ClientId => Session?.ClientId ?? default;

    /// <summary>The version of the protocol that it speaks.</summary>
    public ProtocolVersion Version { get; internal set; } = ProtocolVersion.V5;

    /// <summary>Whether it is over: nothing more is read from it.</summary>
    public bool IsClosed => Volatile.Read(ref _state) == (int)ConnectionState.Closed;

    internal TrafficMeter Meter => _engine.Meter;

    /// <summary>
    /// Whether it waits for a decision (who the client is) and takes no input: the transport keeps what comes, within bounds, until
    /// <see cref="IConnectionOutput.ResumeReading"/>. For the thread that reads.
    /// </summary>
    public bool IsWaiting => Session is null && Authentication is { IsUndecided: true } && !IsClosed;

    internal IConnectionOutput Output { get; }

    /// <summary>What the client announced in CONNECT.</summary>
    internal Announced Client { get; set; } = new();

    internal uint MaximumPacketSize => Client.MaximumPacketSize ?? uint.MaxValue;

    internal KeepAlive KeepAlive { get; set; }

    /// <summary>Only its own thread uses them; none until the first.</summary>
    internal InboundTopicAliases? Aliases { get; set; }

    /// <summary>The Topic Aliases that the client is sent; null where it takes none. Guarded by the gate, like the output.</summary>
    internal OutboundTopicAliases? AssignedAliases { get; set; }

    /// <summary>The authentication that is going on, or the method that can be authenticated by again; null for neither.</summary>
    internal Authentication? Authentication { get; set; }

    /// <summary>Who the client is; null before it is let in, and where that matters to nobody. Its own thread uses it.</summary>
    internal Principal? Principal { get; set; }

    /// <summary>The session that it has or had; null before CONNECT.</summary>
    internal Session? Session { get; set; }

    /// <summary>How it ended; set with <see cref="TryClose"/>.</summary>
    internal ConnectionEnd End { get; private set; }

    internal long LastReceived => Volatile.Read(ref _lastReceived);

    internal bool AwaitsConnect => Volatile.Read(ref _state) == (int)ConnectionState.AwaitsConnect;

    /// <summary>When the schedule looks at it again; guarded by the schedule.</summary>
    long IDueWork.ArmedFor { get; set; }

    private object Gate => (object?)Session ?? this;

    /// <summary>Handles every whole packet at the start of <paramref name="input"/>, without waiting. It never throws for what a peer sends.</summary>
    /// <param name="input">What was read, from the first byte that was not consumed.</param>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    /// <param name="batch">Collects the connections that have something to send; flush it afterwards.</param>
    /// <returns>How many bytes it consumed.</returns>
    public int Receive(ReadOnlySpan<byte> input, long now, FlushBatch batch)
    {
        var turn = new Turn(this, now, batch);
        var packets = 0;
        var consumed = 0;
        BytesNeeded = 0;
        if (DoesNotRead()) _engine.Closer.Abort(turn);
        if (Authentication?.TakeDecided() is { } step) Resume(turn, step);
        while (!IsClosed) // [MQTT-3.1.4-6]
        {
            if (Session is null && Authentication is { IsPending: true }) return Counted(batch, packets, consumed);

            var status = FrameReader.TryRead(input[consumed..], _engine.Options.MaximumPacketSize, out var frame, out var length);
            if (status is FrameStatus.Incomplete)
            {
                BytesNeeded = length;
                return Counted(batch, packets, consumed);
            }

            if (status is not FrameStatus.Complete)
            {
                Break(turn, status.ToViolation());
                break;
            }

            consumed += length;
            packets++;
            Volatile.Write(ref _lastReceived, now);
            Dispatch(turn, frame);
        }

        return Counted(batch, packets, input.Length);
    }

    /// <summary>The output has room again: what waited for it goes on. A transport that does not call it leaves this to <see cref="MqttBroker.Tick"/>.</summary>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    /// <param name="batch">Collects the connections that have something to send; flush it afterwards.</param>
    public void OutputDrained(long now, FlushBatch batch)
    {
        if (Session is not { } session) return;
        lock (session)
        {
            if (session.Connection == this) _engine.Pump.Run(session, now, batch);
        }
    }

    /// <summary>The peer is gone, or the transport failed. The session stays as long as it was told to; the will goes out in its time.</summary>
    /// <param name="now">Milliseconds of a monotonic clock.</param>
    public void TransportClosed(long now)
    {
        var batch = new FlushBatch();
        _engine.Closer.Lost(new Turn(this, now, batch));
        batch.FlushAll();
    }

    long IDueWork.Run(long now, FlushBatch batch) => _engine.Watch.Check(new Turn(this, now, batch));

    /// <summary>CONNECT came: false when it came too late, and the connection is closed.</summary>
    internal bool TryBeginConnect() =>
        Interlocked.CompareExchange(ref _state, (int)ConnectionState.Connects, (int)ConnectionState.AwaitsConnect) == (int)ConnectionState.AwaitsConnect;

    /// <summary>After CONNECT: it is waited for the client's AUTH, or for a decision.</summary>
    internal void AwaitAuthentication() =>
        Interlocked.CompareExchange(ref _state, (int)ConnectionState.Authenticates, (int)ConnectionState.Connects);

    /// <summary>What was waited for has come, or does not come: false when somebody else was faster, or the connection is closed.</summary>
    internal bool TryResumeConnect() =>
        Interlocked.CompareExchange(ref _state, (int)ConnectionState.Connects, (int)ConnectionState.Authenticates) == (int)ConnectionState.Authenticates;

    /// <summary>Under the gate: nothing is read or written any more. False when it was so already.</summary>
    internal bool TryClose(in ConnectionEnd end)
    {
        if (Interlocked.Exchange(ref _state, (int)ConnectionState.Closed) == (int)ConnectionState.Closed) return false;
        End = end;
        _engine.Counters.ConnectionClosed();
        Authentication?.Abandon();
        return true;
    }

    /// <summary>A Reason String for a packet that is neither CONNACK nor DISCONNECT, if the client wants it. [MQTT-3.1.2-29]</summary>
    internal Utf8String? Explain(string? explanation) => explanation is not null && Client.RequestProblemInformation && Version >= ProtocolVersion.V5 ? explanation : (Utf8String?)null;

    /// <summary>Under the gate: appends a packet, unless it is too large for the client.</summary>
    internal bool Send<T>(in T packet, FlushBatch batch)
        where T : struct, IPacket
    {
        var layout = packet.Measure(Version);
        if (layout.Size > Client.MaximumPacketSize) return false; // [MQTT-3.1.2-24]

        packet.Encode(Output.GetSpan(layout.Size), layout, Version);
        Output.Advance(layout.Size);
        batch.Traffic.Sent(layout.Size);
        batch.Add(this);
        return true;
    }

    /// <summary>More waits for the client than may.</summary>
    internal void DisconnectOverfull(long now, FlushBatch batch) => _engine.Closer.Disconnect(new Turn(this, now, batch), ReasonCode.QuotaExceeded);

    internal bool TryTouch()
    {
        if (_isTouched) return false;
        _isTouched = true;
        return true;
    }

    internal void Flush()
    {
        lock (Gate)
        {
            _isTouched = false;
            if (!IsClosed) Output.Flush();
        }
    }

    /// <summary>Whether the client goes on sending what is to be answered, and does not read the answers.</summary>
    private bool DoesNotRead()
    {
        lock (Gate) return !IsClosed && Output.UnsentBytes > _engine.Options.UnansweredBytes;
    }

    private int Counted(FlushBatch batch, int packets, int bytes)
    {
        batch.Received(Meter, packets, bytes);
        return bytes;
    }

    private void Resume(in Turn turn, AuthenticationStep step)
    {
        if (Session is null) _engine.Handlers.Authentication.Resume(turn, Authentication!, step);
        else _engine.Handlers.Auth.Resume(turn, Authentication!, step);
    }

    private void Dispatch(in Turn turn, in Frame frame)
    {
        var awaitsConnect = AwaitsConnect;
        if (Session is null && !awaitsConnect)
        {
            _engine.Handlers.Authentication.Handle(turn, frame);
            return;
        }

        if (awaitsConnect != (frame.TypeNumber == (int)PacketType.Connect))
        {
            var rule = awaitsConnect ? Rule.ConnectComesFirst : Rule.ConnectComesOnce; // [MQTT-3.1.0-1] [MQTT-3.1.0-2]
            _engine.Handlers.Violation.Handle(turn, new Violation(rule, 0));
            return;
        }

        var receiver = new PacketReceiver(_engine.Handlers, turn);
        if (PacketDispatch.FromClient(ref receiver, frame, Version, out var violation)) return;

        if (awaitsConnect) _engine.Handlers.BrokenConnect.Handle(turn, frame, violation);
        else _engine.Handlers.Violation.Handle(turn, violation);
    }

    private void Break(in Turn turn, Violation violation)
    {
        if (Session is null && !AwaitsConnect) _engine.Handlers.Authentication.Break(turn, violation);
        else _engine.Handlers.Violation.Handle(turn, violation);
    }
}
