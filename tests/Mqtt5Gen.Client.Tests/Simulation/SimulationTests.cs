using System.Buffers.Binary;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Simulation;

/// <summary>What the two QoS promise holds over connections that break at any byte.</summary>
public sealed class SimulationTests
{
    private const int Messages = 250;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("MQTT5GEN_SEEDS") ?? "3", System.Globalization.CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task NoneIsMissingNoneOfQoS2ComesTwiceAndTheOrderIsKept(int seed)
    {
        var world = new SimulatedWorld(seed);
        var connecting = Task.WhenAll(world.ConnectAsync("publisher"), world.ConnectAsync("subscriber"));
        await world.RunUntilAsync(connecting, breaks: false);
        var (publisher, subscriber) = ((await connecting)[0], (await connecting)[1]);
        var subscribing = Task.WhenAll(subscriber.SubscribeAsync("at/least/once", QoS.AtLeastOnce), subscriber.SubscribeAsync("exactly/once", QoS.ExactlyOnce));
        await world.RunUntilAsync(subscribing, breaks: false);
        var (atLeastOnce, exactlyOnce) = (new List<int>(), new List<int>());
        var receiving = Task.WhenAll(ReceiveAsync((await subscribing)[0], atLeastOnce), ReceiveAsync((await subscribing)[1], exactlyOnce));

        var publishing = Task.WhenAll(PublishAsync(publisher, "at/least/once", QoS.AtLeastOnce), PublishAsync(publisher, "exactly/once", QoS.ExactlyOnce));
        await world.RunUntilAsync(publishing, breaks: true);
        await world.RunUntilAsync(receiving, breaks: true);
        await world.RunAsync(100); // whatever comes late, comes

        Assert.True(world.Breaks > 0);
        Assert.Equal(Enumerable.Range(0, Messages), atLeastOnce.Distinct());
        Assert.Equal(Enumerable.Range(0, Messages), exactlyOnce);
    }

    private static async Task PublishAsync(MqttClient client, string topic, QoS qos)
    {
        var publishing = new List<Task<PublishResult>>();
        for (var number = 0; number < Messages; number++)
        {
            var payload = new byte[4 + number % 50];
            BinaryPrimitives.WriteInt32BigEndian(payload, number);
            publishing.Add((await client.QueueAsync(new() { Topic = topic, Payload = payload, QoS = qos })).Completion);
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
