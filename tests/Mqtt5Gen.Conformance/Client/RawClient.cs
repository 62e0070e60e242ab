using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Client;

/// <summary>A client that says what a test tells it to say, sees every packet, and holds the broker to every rule that a packet's own bytes decide.</summary>
internal sealed class RawClient(PacketStream stream, ProtocolVersion version, bool tellsReasons) : IAsyncDisposable
{
    private readonly Queue<Received> _passedOver = new();
    private Announced _announced = Announced.Nothing;
    private ushort _lastPacketId;
    private bool _takesEitherVersion;

    public ProtocolVersion Version => version;

    /// <summary>What the broker announced in CONNACK.</summary>
    public Announced Server { get; private set; } = Announced.Nothing;

    /// <summary>The CONNACK that accepted the connection.</summary>
    public ConnAck ConnAck { get; private set; }

    public Task SendAsync<T>(T packet)
        where T : IPacket
    {
        if (packet is Connect connect) _announced = Announced.From(connect);
        return stream.SendAsync(packet.ToArray(version));
    }

    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => stream.SendAsync(bytes);

    public ushort NewPacketId() => ++_lastPacketId;

    /// <summary>Connects, and is accepted.</summary>
    public async Task<ConnAck> ConnectAsync(Connect connect)
    {
        await SendAsync(connect);
        ConnAck = await ExpectAsync<ConnAck>();
        Check.That(ConnAck.ReasonCode is ReasonCode.Success, $"CONNECT was refused with {Check.Show(ConnAck.ReasonCode)} {ConnAck.Properties?.ReasonString}");
        Server = Announced.From(ConnAck);
        return ConnAck;
    }

    /// <summary>The next packet as it came; null when the broker has closed the connection. PUBLISH packets that were passed over do not come again.</summary>
    public async Task<Received?> NextAsync(string expected = "a packet")
    {
        var bytes = await stream.ReceiveAsync(expected);
        if (bytes is null) return null;

        Check.That(!(bytes.Length > _announced.MaximumPacketSize), $"a packet of {bytes.Length} bytes came, above the client's Maximum Packet Size of {_announced.MaximumPacketSize}");
        return new Received(Decode(bytes), bytes);
    }

    /// <summary>The next packet that is no PUBLISH has this type. PUBLISH packets before it are kept for <see cref="ExpectMessageAsync"/>.</summary>
    public async Task<T> ExpectAsync<T>()
        where T : struct, IPacket => (T)(await ExpectReceivedAsync<T>()).Packet;

    /// <inheritdoc cref="ExpectAsync{T}"/>
    public async Task<Received> ExpectReceivedAsync<T>()
        where T : struct, IPacket
    {
        while (true)
        {
            var next = await NextAsync(typeof(T).Name) ?? throw new ConformanceException($"the broker closed the connection; {typeof(T).Name} was expected");
            if (next.Packet is T) return next;
            if (next.Packet is not Publish) throw new ConformanceException($"{Describe(next.Packet)} came; {typeof(T).Name} was expected");
            _passedOver.Enqueue(next);
        }
    }

    /// <summary>The next PUBLISH, which is the next packet of all unless it was passed over.</summary>
    public async Task<Publish> ExpectMessageAsync(string? payload = null) => (Publish)(await ExpectReceivedMessageAsync(payload)).Packet;

    /// <inheritdoc cref="ExpectMessageAsync"/>
    public async Task<Received> ExpectReceivedMessageAsync(string? payload = null)
    {
        if (!_passedOver.TryDequeue(out var next)) next = await NextAsync(payload is null ? "PUBLISH" : $"PUBLISH '{payload}'");
        Check.That(next is not null, "the broker closed the connection; PUBLISH was expected");
        Check.That(next.Packet is Publish, $"{Describe(next.Packet)} came; PUBLISH was expected");
        if (payload is not null) Check.Equal(payload, Text(((Publish)next.Packet).Payload), "the payload");
        return next;
    }

    /// <summary>The broker has handled all that was sent before, and nothing was sent that was not read.</summary>
    public async Task ExpectNothingAsync()
    {
        await PingAsync();
        if (_passedOver.TryDequeue(out var unwanted)) throw new ConformanceException($"{Describe(unwanted.Packet)} came; nothing was expected");
    }

    /// <summary>The broker has handled all that was sent before.</summary>
    public async Task PingAsync()
    {
        await SendAsync(new PingReq());
        await ExpectAsync<PingResp>();
    }

    /// <summary>All messages that came until now.</summary>
    public async Task<IReadOnlyList<Publish>> MessagesUntilNowAsync()
    {
        await PingAsync();
        var messages = _passedOver.Select(received => (Publish)received.Packet).ToList();
        _passedOver.Clear();
        return messages;
    }

    /// <summary>The broker closes the connection; a DISCONNECT that it sends has one of these codes.</summary>
    /// <param name="codes">The first is the one that the standard names.</param>
    public async Task ExpectDisconnectAsync(params ReasonCode[] codes)
    {
        Disconnect? told = null;
        while (await NextAsync("the end of the connection") is { } next)
        {
            Check.That(told is null, $"{Describe(next.Packet)} came after DISCONNECT");
            if (next.Packet is Publish) continue;
            Check.That(next.Packet is Disconnect, $"{Describe(next.Packet)} came; the end of the connection was expected");
            told = (Disconnect)next.Packet;
        }

        CheckCode(told?.ReasonCode, codes, "DISCONNECT", isExpected: tellsReasons && version >= ProtocolVersion.V5);
    }

    /// <summary>The broker closes the connection, and does not accept it before; a CONNACK that it sends has one of these codes.</summary>
    /// <param name="codes">The first is the one that the standard names; none: no CONNACK may come.</param>
    public async Task ExpectRefusalAsync(params ReasonCode[] codes) => CheckCode(await RefusalAsync(), codes, "CONNACK", isExpected: tellsReasons);

    /// <summary>As <see cref="ExpectRefusalAsync"/>, where the broker cannot know in which version to answer.</summary>
    public async Task ExpectAnyRefusalAsync(params ReasonCode[] codes)
    {
        _takesEitherVersion = true;
        CheckCode(await RefusalAsync(), codes, "CONNACK", isExpected: false);
    }

    /// <summary>The broker has closed the connection, without a word.</summary>
    public async Task ExpectEndAsync()
    {
        var next = await NextAsync("the end of the connection");
        Check.That(next is null, $"{(next is null ? "" : Describe(next.Packet))} came; the end of the connection was expected");
    }

    /// <summary>The network connection fails.</summary>
    public Task DropAsync() => stream.ResetAsync();

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    public static string Text(Bytes bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);

    private async Task<ReasonCode?> RefusalAsync()
    {
        ReasonCode? told = null;
        while (await NextAsync("the end of the connection") is { } next)
        {
            Check.That(told is null && next.Packet is ConnAck, $"{Describe(next.Packet)} came; {(told is null ? "CONNACK or " : "")}the end of the connection was expected");
            told = ((ConnAck)next.Packet).ReasonCode;
            if (told is ReasonCode.Success) throw new AcceptedException();
        }

        return told;
    }

    public static string Describe(IPacket packet) => packet switch
    {
        Publish publish => $"PUBLISH '{publish.TopicName}' (QoS {(int)publish.QoS}, id {publish.PacketId}{(publish.Dup ? ", DUP" : "")}{(publish.Retain ? ", RETAIN" : "")}, {publish.Payload.Length} bytes)",
        Disconnect disconnect => $"DISCONNECT {Check.Show(disconnect.ReasonCode)} {disconnect.Properties?.ReasonString}",
        ConnAck connAck => $"CONNACK {Check.Show(connAck.ReasonCode)} {connAck.Properties?.ReasonString}",
        PubAck ack => $"PUBACK of {ack.PacketId} with {Check.Show(ack.ReasonCode)}",
        PubRec ack => $"PUBREC of {ack.PacketId} with {Check.Show(ack.ReasonCode)}",
        _ => packet.Type.ToString().ToUpperInvariant(),
    };

    private void CheckCode(ReasonCode? told, ReasonCode[] codes, string packet, bool isExpected)
    {
        if (told is null)
        {
            Check.That(!isExpected || codes.Length == 0, $"the broker closed without {packet} {Check.Show(codes.FirstOrDefault())}");
            return;
        }

        var isGood = tellsReasons ? codes.Length > 0 && told == codes[0] : codes.Contains(told.Value);
        Check.That(isGood, $"{packet} has {Check.Show(told.Value)}, not {(codes.Length == 0 ? "none" : string.Join(" or ", codes.Select(Check.Show)))}");
    }

    private IPacket Decode(byte[] bytes)
    {
        if (TryDecode(bytes, version, out var packet, out var broken)) return packet!;
        if (_takesEitherVersion && TryDecode(bytes, ProtocolVersion.V311, out packet, out _)) return packet!;
        throw new ConformanceException($"the broker sent what breaks {broken}: {Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 64)))}");
    }

    private bool TryDecode(byte[] bytes, ProtocolVersion form, out IPacket? packet, out Violation broken)
    {
        FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out _);
        var recorder = new PacketRecorder(_announced, Server);
        var isDecoded = PacketDispatch.FromServer(ref recorder, frame, form, out broken);
        packet = recorder.Packet;
        return isDecoded;
    }
}
