using System.Buffers.Binary;
using System.Globalization;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Simulation;

/// <summary>
/// What the QoS promise holds over connections that break at any byte. <c>MQTT5GEN_MESSAGES</c> says how many messages at each QoS, <c>MQTT5GEN_SEEDS</c> how many worlds;
/// a release is tested with 100,000 messages in one world, and with 400 worlds.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private static readonly int Messages = Setting("MQTT5GEN_MESSAGES", 250);
    private static readonly int Turns = 20_000 + 80 * Messages;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, Setting("MQTT5GEN_SEEDS", 3))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task NoneIsMissingNoneOfQoS2ComesTwiceAndTheOrderIsKept(int seed)
    {
        var world = new SimulatedWorld(seed);
        var connecting = Task.WhenAll(world.ConnectAsync("publisher"), world.ConnectAsync("subscriber"));
        await world.RunUntilAsync(connecting, Turns, breaks: false);
        var (publisher, subscriber) = ((await connecting)[0], (await connecting)[1]);
        var subscribing = Task.WhenAll(
            subscriber.SubscribeAsync("at/most/once", QoS.AtMostOnce),
            subscriber.SubscribeAsync("at/least/once", QoS.AtLeastOnce),
            subscriber.SubscribeAsync("exactly/once", QoS.ExactlyOnce));
        await world.RunUntilAsync(subscribing, Turns, breaks: false);
        var (atMostOnce, atLeastOnce, exactlyOnce) = (new List<int>(), new List<int>(), new List<int>());
        _ = ReceiveAsync((await subscribing)[0], atMostOnce); // the last may be lost
        var receiving = Task.WhenAll(ReceiveAsync((await subscribing)[1], atLeastOnce), ReceiveAsync((await subscribing)[2], exactlyOnce));

        var publishing = Task.WhenAll(
            PublishAsync(publisher, "at/most/once", QoS.AtMostOnce, world.TurnedAsync), // else all are gone before anything breaks
            PublishAsync(publisher, "at/least/once", QoS.AtLeastOnce, static () => Task.CompletedTask),
            PublishAsync(publisher, "exactly/once", QoS.ExactlyOnce, static () => Task.CompletedTask));
        await world.RunUntilAsync(publishing, Turns, breaks: true);
        await world.RunUntilAsync(receiving, Turns, breaks: true);
        await world.RunAsync(100); // whatever comes late, comes

        output.WriteLine($"{Messages} messages at each QoS, {world.Breaks} breaks, {world.Elapsed}; of QoS 0 {atMostOnce.Count} arrived, of QoS 1 {atLeastOnce.Count}, of QoS 2 {exactlyOnce.Count}");
        Assert.True(world.Breaks > 0);
        Assert.Equal(atMostOnce.Distinct().Order(), atMostOnce);
        Assert.Equal(Enumerable.Range(0, Messages), atLeastOnce.Distinct());
        Assert.Equal(Enumerable.Range(0, Messages), exactlyOnce);
    }

    private static int Setting(string name, int otherwise) => Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static async Task PublishAsync(MqttClient client, string topic, QoS qos, Func<Task> pause)
    {
        var publishing = new List<Task<PublishResult>>();
        for (var number = 0; number < Messages; number++)
        {
            var payload = new byte[4 + number % 50];
            BinaryPrimitives.WriteInt32BigEndian(payload, number);
            publishing.Add((await client.QueueAsync(new() { Topic = topic, Payload = payload, QoS = qos })).Completion);
            await pause();
        }

        Assert.All(await Task.WhenAll(publishing), static result => Assert.True(result.IsSuccess));
    }

    /// <summary>Completes with the last message, and goes on taking what comes after it.</summary>
    private static async Task ReceiveAsync(MqttSubscription subscription, List<int> received)
    {
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Task.Run(async () =>
        {
            await foreach (var message in subscription)
            {
                received.Add(BinaryPrimitives.ReadInt32BigEndian(message.Payload.Span));
                if (received[^1] == Messages - 1) last.TrySetResult();
            }
        });
        await last.Task;
    }
}
