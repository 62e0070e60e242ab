using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Benchmarks;

/// <summary>Decoding and encoding beside MQTTnet's, in one run, on the same bytes. Ours frames the packet too.</summary>
/// <remarks>
/// The packets are fields of the instance, or the JIT would take them for constants, and are encoded without a generic method in between:
/// <c>in T</c> copies a packet before each call, which took up to three quarters of the time measured.
/// </remarks>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class CodecBenchmarks
{
    private readonly byte[] _output = new byte[1024];
    private readonly Publish _publishQoS0 = Samples.PublishQoS0;
    private readonly Publish _publishQoS1 = Samples.PublishQoS1;
    private readonly Connect _connect = Samples.Connect;
    private readonly Subscribe _subscribe = Samples.Subscribe;
    private readonly byte[] _publishQoS0Bytes = Samples.PublishQoS0.ToArray(ProtocolVersion.V5);
    private readonly byte[] _publishQoS1Bytes = Samples.PublishQoS1.ToArray(ProtocolVersion.V5);
    private readonly byte[] _connectBytes = Samples.Connect.ToArray(ProtocolVersion.V5);
    private readonly byte[] _subscribeBytes = Samples.Subscribe.ToArray(ProtocolVersion.V5);
    private readonly Peer _peerPublishQoS0 = new(Samples.PublishQoS0.ToArray(ProtocolVersion.V5));
    private readonly Peer _peerPublishQoS1 = new(Samples.PublishQoS1.ToArray(ProtocolVersion.V5));
    private readonly Peer _peerConnect = new(Samples.Connect.ToArray(ProtocolVersion.V5));
    private readonly Peer _peerSubscribe = new(Samples.Subscribe.ToArray(ProtocolVersion.V5));

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("decode PUBLISH QoS 0, 64 B")]
    public object PeerDecodePublishQoS0() => _peerPublishQoS0.Decode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("decode PUBLISH QoS 0, 64 B")]
    public int DecodePublishQoS0() => Publish(_publishQoS0Bytes);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("decode PUBLISH QoS 1, 4 properties")]
    public object PeerDecodePublishQoS1() => _peerPublishQoS1.Decode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("decode PUBLISH QoS 1, 4 properties")]
    public int DecodePublishQoS1() => Publish(_publishQoS1Bytes);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("decode CONNECT with will")]
    public object PeerDecodeConnect() => _peerConnect.Decode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("decode CONNECT with will")]
    public int DecodeConnect()
    {
        FrameReader.TryRead(_connectBytes, uint.MaxValue, out var frame, out _);
        if (!ConnectView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var packet, out var violation)) throw new InvalidOperationException(violation.ToString());
        return packet.ClientId.Length;
    }

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("decode SUBSCRIBE of three")]
    public object PeerDecodeSubscribe() => _peerSubscribe.Decode();

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("decode SUBSCRIBE of three")]
    public int DecodeSubscribe()
    {
        FrameReader.TryRead(_subscribeBytes, uint.MaxValue, out var frame, out _);
        if (!SubscribeView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var packet, out var violation)) throw new InvalidOperationException(violation.ToString());

        // The view is lazy: what MQTTnet has put into a list is enumerated here.
        var length = 0;
        foreach (var subscription in packet.Subscriptions) length += subscription.TopicFilter.Length;
        return length;
    }

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("encode PUBLISH QoS 0, 64 B")]
    public int PeerEncodePublishQoS0() => _peerPublishQoS0.Encode(_output);

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("encode PUBLISH QoS 0, 64 B")]
    public int EncodePublishQoS0() => _publishQoS0.Encode(_output, _publishQoS0.Measure(ProtocolVersion.V5), ProtocolVersion.V5);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("encode PUBLISH QoS 1, 4 properties")]
    public int PeerEncodePublishQoS1() => _peerPublishQoS1.Encode(_output);

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("encode PUBLISH QoS 1, 4 properties")]
    public int EncodePublishQoS1() => _publishQoS1.Encode(_output, _publishQoS1.Measure(ProtocolVersion.V5), ProtocolVersion.V5);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("encode CONNECT with will")]
    public int PeerEncodeConnect() => _peerConnect.Encode(_output);

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("encode CONNECT with will")]
    public int EncodeConnect() => _connect.Encode(_output, _connect.Measure(ProtocolVersion.V5), ProtocolVersion.V5);

    [Benchmark(Baseline = true, Description = "MQTTnet"), BenchmarkCategory("encode SUBSCRIBE of three")]
    public int PeerEncodeSubscribe() => _peerSubscribe.Encode(_output);

    [Benchmark(Description = "Mqtt5Gen"), BenchmarkCategory("encode SUBSCRIBE of three")]
    public int EncodeSubscribe() => _subscribe.Encode(_output, _subscribe.Measure(ProtocolVersion.V5), ProtocolVersion.V5);

    private static int Publish(byte[] bytes)
    {
        FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out _);
        if (!PublishView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var packet, out var violation)) throw new InvalidOperationException(violation.ToString());
        return packet.Payload.Length;
    }
}
