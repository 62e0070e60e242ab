using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client.Tests;

/// <summary>A server that does what a test says, packet by packet.</summary>
internal sealed class FakeServer(IMqttTransport end, ProtocolVersion version) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private byte[] _input = new byte[64 * 1024];
    private int _filled;

    /// <summary>A client that has connected to a fake server.</summary>
    public static async Task<(MqttClient Client, FakeServer Server)> ConnectAsync(MqttClientOptions? options = null, ConnAckProperties? announced = null)
    {
        options ??= new() { ClientId = "a" };
        var (server, connecting) = Begin(options);
        await server.ReadAsync();
        await server.SendAsync(new ConnAck { Properties = announced });
        return (await connecting.WaitAsync(Patience), server);
    }

    /// <summary>A client that waits for CONNACK.</summary>
    public static (FakeServer Server, Task<MqttClient> Connecting) Begin(MqttClientOptions options, CancellationToken cancellationToken = default)
    {
        var (clientEnd, serverEnd) = MemoryTransport.CreatePair();
        return (new(serverEnd, options.Version), MqttClient.ConnectAsync(clientEnd, options, cancellationToken));
    }

    public Task SendAsync<T>(T packet)
        where T : IPacket => SendAsync(packet.ToArray(version));

    public async Task SendAsync(byte[] bytes) => await end.WriteAsync(bytes, CancellationToken.None).AsTask().WaitAsync(Patience);

    public Task PublishAsync(string topic, QoS qos, ushort packetId = 0, bool dup = false, string payload = "", PublishProperties? properties = null) =>
        SendAsync(new Publish { TopicName = topic, QoS = qos, PacketId = packetId, Dup = dup, Payload = Utf8(payload), Properties = properties });

    /// <summary>The next packet of the client, whole; empty at the end of the stream.</summary>
    public async Task<byte[]> ReadAsync()
    {
        while (true)
        {
            var status = FrameReader.TryRead(_input.AsSpan(0, _filled), uint.MaxValue, out _, out var length);
            if (status is FrameStatus.Complete)
            {
                var packet = _input[..length];
                _filled -= length;
                _input.AsSpan(length, _filled).CopyTo(_input);
                return packet;
            }

            Assert.Equal(FrameStatus.Incomplete, status);
            if (length > _input.Length) Array.Resize(ref _input, length);
            var read = await end.ReadAsync(_input.AsMemory(_filled), CancellationToken.None).AsTask().WaitAsync(Patience);
            if (read == 0) return [];
            _filled += read;
        }
    }

    public async Task ExpectAsync<T>(T packet)
        where T : IPacket => Assert.Equal(Convert.ToHexString(packet.ToArray(version)), Convert.ToHexString(await ReadAsync()));

    public async Task<Publish> ReadPublishAsync() => Decode(await ReadAsync(), PublishView.TryDecode, static (in PublishView view) => view.ToPacket());

    public async Task<Subscribe> ReadSubscribeAsync() => Decode(await ReadAsync(), SubscribeView.TryDecode, static (in SubscribeView view) => view.ToPacket());

    public async Task<Unsubscribe> ReadUnsubscribeAsync() => Decode(await ReadAsync(), UnsubscribeView.TryDecode, static (in UnsubscribeView view) => view.ToPacket());

    public async Task ExpectEndAsync() => Assert.Empty(await ReadAsync());

    /// <summary>The client has handled all that was sent, and has sent nothing but what was read: it answers a PUBREL that it does not know.</summary>
    public async Task ExpectNothingAsync()
    {
        await SendAsync(new PubRel { PacketId = 0xFFFF });
        await ExpectAsync(new PubComp { PacketId = 0xFFFF, ReasonCode = ReasonCode.PacketIdentifierNotFound });
    }

    /// <summary>As <see cref="ExpectNothingAsync"/>, by what leaves the outbox alone: the client answers a PUBREC that it does not know.</summary>
    public async Task ExpectNoPublishAsync()
    {
        await SendAsync(new PubRec { PacketId = 0xFFFF });
        await ExpectAsync(new PubRel { PacketId = 0xFFFF, ReasonCode = ReasonCode.PacketIdentifierNotFound });
    }

    /// <summary>Grants what the client asks for next, and returns the subscription with its SUBSCRIBE.</summary>
    public async Task<(MqttSubscription Subscription, Subscribe Packet)> GrantAsync(Task<MqttSubscription> subscribing)
    {
        var packet = await ReadSubscribeAsync();
        var codes = new ReasonCode[packet.Subscriptions.Count];
        for (var index = 0; index < codes.Length; index++) codes[index] = (ReasonCode)packet.Subscriptions[index].MaximumQoS;
        await SendAsync(new SubAck { PacketId = packet.PacketId, ReasonCodes = ValueList.Create<ReasonCode>(codes) });
        return (await subscribing.WaitAsync(Patience), packet);
    }

    public ValueTask DisposeAsync() => end.DisposeAsync();

    public static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private T Decode<TView, T>(byte[] bytes, TryDecode<TView> tryDecode, ToPacket<TView, T> toPacket)
        where TView : allows ref struct
    {
        FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out _);
        Assert.True(tryDecode(frame, version, Role.Client, out var view, out var violation), violation.ToString());
        return toPacket(view);
    }

    private delegate bool TryDecode<TView>(scoped in Frame frame, ProtocolVersion version, Role sender, out TView packet, out Violation violation)
        where TView : allows ref struct;

    private delegate T ToPacket<TView, T>(in TView view)
        where TView : allows ref struct;
}
