using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Interop.Tests.OurClient;

/// <summary>
/// Our client against mosquitto over connections that are cut, stalled and half-closed. <c>MQTT5GEN_BROKEN_MESSAGES</c> says how many messages at each QoS; a
/// release is tested with 100,000.
/// </summary>
public sealed class BrokenConnectionTests(MosquittoBroker broker, ITestOutputHelper output) : IClassFixture<MosquittoBroker>
{
    private static readonly int Messages = int.Parse(Environment.GetEnvironmentVariable("MQTT5GEN_BROKEN_MESSAGES") ?? "3000", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60 + Messages / 50.0);

    [Theory]
    [InlineData(QoS.AtLeastOnce, PeerVersion.V5, 1)]
    [InlineData(QoS.ExactlyOnce, PeerVersion.V5, 2)]
    [InlineData(QoS.ExactlyOnce, PeerVersion.V311, 3)]
    [InlineData(QoS.AtLeastOnce, PeerVersion.V311, 4)]
    public async Task NoneIsMissingNoneOfQoS2ComesTwiceAndTheOrderIsKept(QoS qos, PeerVersion version, int seed)
    {
        var (received, breaks) = await RunAsync(qos, version, seed);

        Assert.True(breaks > 1);
        Assert.Equal(Enumerable.Range(0, Messages), qos is QoS.ExactlyOnce ? received : received.Distinct());
    }

    [Theory]
    [InlineData(PeerVersion.V5, 5)]
    [InlineData(PeerVersion.V311, 6)]
    public async Task OfQoS0NoneComesTwiceAndTheOrderIsKept(PeerVersion version, int seed)
    {
        var (received, breaks) = await RunAsync(QoS.AtMostOnce, version, seed);

        Assert.True(breaks > 1);
        Assert.NotEmpty(received);
        Assert.Equal(received.Distinct().Order(), received);
    }

    /// <summary>The numbers that arrived, which are below <see cref="Messages"/>, and how often a connection broke.</summary>
    private async Task<(IReadOnlyList<int> Received, int Breaks)> RunAsync(QoS qos, PeerVersion version, int seed)
    {
        var topic = Topics.New();
        var begun = Stopwatch.GetTimestamp();
        await using var proxy = new BreakingProxy(broker.Port, seed);
        await using var subscriber = await ConnectAsync(proxy, version, seed);
        await using var publisher = await ConnectAsync(proxy, version, -seed);
        var subscription = await subscriber.SubscribeAsync(topic, End(qos), Cancelled).WaitAsync(Patience, Cancelled);
        var receiving = ReceiveAsync(subscription);

        var publishing = new List<Task<PublishResult>>();
        for (var number = 0; number < Messages; number++)
        {
            publishing.Add(await QueueAsync(number, qos));
            if (qos is QoS.AtMostOnce && number % 50 == 0) await publisher.PublishAsync(topic + "/pace", default, QoS.AtLeastOnce).WaitAsync(Patience, Cancelled); // or one break takes them all
        }

        Assert.All(await Task.WhenAll(publishing).WaitAsync(Patience, Cancelled), result => Assert.True(result.IsSuccess));
        await (await QueueAsync(Messages, End(qos))).WaitAsync(Patience, Cancelled);
        var received = await receiving.WaitAsync(Patience, Cancelled);
        output.WriteLine($"{qos}, {version}: {Messages} messages, {received.Count} arrived, {proxy.Breaks} breaks, {Stopwatch.GetElapsedTime(begun)}");
        return ([.. received.Where(static number => number < Messages)], proxy.Breaks);

        async Task<Task<PublishResult>> QueueAsync(int number, QoS qos)
        {
            var payload = Encoding.ASCII.GetBytes(qos is QoS.AtMostOnce ? $"{number,100}" : $"{number}"); // what is long breaks more often; of QoS 0, all of it is sent once
            return (await publisher.QueueAsync(new() { Topic = topic, Payload = payload, QoS = qos }, Cancelled)).Completion;
        }
    }

    /// <summary>The QoS of the last message, which is not lost.</summary>
    private static QoS End(QoS qos) => qos is QoS.AtMostOnce ? QoS.AtLeastOnce : qos;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Until the last message has come, and nothing more for a while.</summary>
    private static async Task<List<int>> ReceiveAsync(MqttSubscription subscription)
    {
        var received = new List<int>();
        using var quiet = new CancellationTokenSource();
        try
        {
            await foreach (var message in subscription.WithCancellation(quiet.Token))
            {
                received.Add(int.Parse(Encoding.ASCII.GetString(message.Payload.Span), CultureInfo.InvariantCulture));
                if (received[^1] == Messages) quiet.CancelAfter(TimeSpan.FromSeconds(1));
            }
        }
        catch (OperationCanceledException)
        {
            // It is quiet.
        }

        return received;
    }

    private static async Task<MqttClient> ConnectAsync(BreakingProxy proxy, PeerVersion version, int seed) => await MqttClient.ConnectAsync(
        $"mqtt://127.0.0.1:{proxy.Port}",
        new()
        {
            ClientId = $"broken-{Guid.NewGuid():N}",
            Version = version is PeerVersion.V5 ? ProtocolVersion.V5 : ProtocolVersion.V311,
            CleanStart = version is PeerVersion.V5,
            SessionExpiryInterval = 3600,
            KeepAlive = TimeSpan.FromSeconds(1),
            ConnectTimeout = TimeSpan.FromSeconds(2),
            Reconnect = new() { FirstDelay = TimeSpan.FromMilliseconds(5), MaximumDelay = TimeSpan.FromMilliseconds(100), Random = new Random(seed) },
        },
        Cancelled);
}
