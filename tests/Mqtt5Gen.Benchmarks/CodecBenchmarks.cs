using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Benchmarks;

/// <summary>Decoding and encoding beside MQTTnet's, in one run, on the same bytes. Ours frames the packet too.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class CodecBenchmarks
{
    private static readonly Publish PublishQoS0 = Samples.PublishQoS0;
    private static readonly Publish PublishQoS1 = Samples.PublishQoS1;
    private static readonly Connect Connect = Samples.Connect;
    private static readonly Subscribe Subscribe = Samples.Subscribe;

    private readonly byte[] _output = new byte[1024];
    private readonly byte[] _publishQoS0 = PublishQoS0.ToArray(ProtocolVersion.V5);
    private readonly byte[] _publishQoS1 = PublishQoS1.ToArray(ProtocolVersion.V5);
    private readonly byte[] _connect = Connect.ToArray(ProtocolVersion.V5);
    private readonly byte[] _subscribe = Subscribe.ToArray(ProtocolVersion.V5);
    private readonly Peer _peerPublishQoS0 = new(PublishQoS0.ToArray(ProtocolVersion.V5));
    private readonly Peer _peerPublishQoS1 = new(PublishQoS1.ToArray(ProtocolVersion.V5));
    private readonly Peer _peerConnect = new(Connect.ToArray(ProtocolVersion.V5));
    private readonly Peer _peerSubscribe = new(Subscribe.ToArray(ProtocolVersion.V5));

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("decode PUBLISH QoS 0, 64 B")]
    public object PeerDecodePublishQoS0() => _peerPublishQoS0.Decode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("decode PUBLISH QoS 0, 64 B")]
    public int DecodePublishQoS0() => Publish(_publishQoS0);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("decode PUBLISH QoS 1, 4 properties")]
    public object PeerDecodePublishQoS1() => _peerPublishQoS1.Decode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("decode PUBLISH QoS 1, 4 properties")]
    public int DecodePublishQoS1() => Publish(_publishQoS1);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("decode CONNECT with will")]
    public object PeerDecodeConnect() => _peerConnect.Decode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("decode CONNECT with will")]
    public int DecodeConnect()
    {
        FrameReader.TryRead(_connect, uint.MaxValue, out var frame, out _);
        if (!ConnectView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var packet, out var violation)) throw new InvalidOperationException(violation.ToString());
        return packet.ClientId.Length;
    }

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("decode SUBSCRIBE of three")]
    public object PeerDecodeSubscribe() => _peerSubscribe.Decode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("decode SUBSCRIBE of three")]
    public int DecodeSubscribe()
    {
        FrameReader.TryRead(_subscribe, uint.MaxValue, out var frame, out _);
        if (!SubscribeView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var packet, out var violation)) throw new InvalidOperationException(violation.ToString());

        // The view is lazy: what MQTTnet has put into a list is enumerated here.
        var length = 0;
        foreach (var subscription in packet.Subscriptions) length += subscription.TopicFilter.Length;
        return length;
    }

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("encode PUBLISH QoS 0, 64 B")]
    public int PeerEncodePublishQoS0() => _peerPublishQoS0.Encode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("encode PUBLISH QoS 0, 64 B")]
    public int EncodePublishQoS0() => Encode(PublishQoS0);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("encode PUBLISH QoS 1, 4 properties")]
    public int PeerEncodePublishQoS1() => _peerPublishQoS1.Encode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("encode PUBLISH QoS 1, 4 properties")]
    public int EncodePublishQoS1() => Encode(PublishQoS1);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("encode CONNECT with will")]
    public int PeerEncodeConnect() => _peerConnect.Encode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("encode CONNECT with will")]
    public int EncodeConnect() => Encode(Connect);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("encode SUBSCRIBE of three")]
    public int PeerEncodeSubscribe() => _peerSubscribe.Encode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("encode SUBSCRIBE of three")]
    public int EncodeSubscribe() => Encode(Subscribe);

    private static int Publish(byte[] bytes)
    {
        FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out _);
        if (!PublishView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var packet, out var violation)) throw new InvalidOperationException(violation.ToString());
        return packet.Payload.Length;
    }

    private int Encode<T>(in T packet)
        where T : IPacket
    {
        var layout = packet.Measure(ProtocolVersion.V5);
        return packet.Encode(_output, layout, ProtocolVersion.V5);
    }
}
