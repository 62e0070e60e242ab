using System.Runtime.InteropServices;
using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Samples.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

/// <summary>The sample Worker with one server.</summary>
public abstract class WorkerTests(IBroker broker)
{
    private readonly string _server = $"mqtt://127.0.0.1:{broker.Port}";

    [Fact]
    public async Task ItConvertsWhatIsAReadingAlsoWhatCameWhileItWasAway()
    {
        await using var client = await MqttClient.ConnectAsync(_server);
        await using var subscription = await client.SubscribeAsync("samples/+/fahrenheit", QoS.AtLeastOnce);

        await using (var first = await StartAsync())
        {
            await client.PublishAsync("samples/kitchen/celsius", "warm"u8.ToArray(), QoS.AtLeastOnce);
            await first.LineAsync("samples/kitchen/celsius: not a reading");
            await client.PublishAsync("samples/kitchen/celsius", """{"degrees":20.5}"""u8.ToArray(), QoS.AtLeastOnce);
            Assert.Equal(["""{"degrees":68.9}"""], await subscription.ReadAsync(1));
            await first.LineAsync("samples/kitchen/fahrenheit: 68.9");
            await StopAsync(first, PosixSignal.SIGTERM);
        }

        await client.PublishAsync("samples/hall/celsius", """{"degrees":-40}"""u8.ToArray(), QoS.AtLeastOnce);
        await using var second = await StartAsync();
        Assert.Equal(["""{"degrees":-40}"""], await subscription.ReadAsync(1));
        await StopAsync(second, PosixSignal.SIGINT);
    }

    private async Task<SampleProcess> StartAsync()
    {
        var worker = SampleProcess.Start("Worker", _server);
        await worker.LineAsync("Subscribed to samples/+/celsius");
        return worker;
    }

    private static async Task StopAsync(SampleProcess worker, PosixSignal signal)
    {
        worker.Signal(signal);
        await worker.SucceedAsync();
    }
}
