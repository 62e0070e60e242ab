using System.Runtime.InteropServices;
using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Samples.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

/// <summary>The samples Publish and Subscribe with one server.</summary>
public abstract class PublishAndSubscribeTests(IBroker broker)
{
    private const string Topic = "samples/kitchen/temperature";
    private static readonly string[] Temperatures = ["20.5", "21.0", "21.5"];

    protected string Server { get; } = $"mqtt://127.0.0.1:{broker.Port}";

    [Fact]
    public async Task WhatIsPublishedArrivesAtAnotherClient()
    {
        await using var client = await MqttClient.ConnectAsync(Server);
        await using var subscription = await client.SubscribeAsync(
            [new Subscription { TopicFilter = Topic, MaximumQoS = QoS.ExactlyOnce, RetainHandling = RetainHandling.DoNotSend }]);
        await using var publish = SampleProcess.Start("Publish", Server);

        var lines = await publish.SucceedAsync();
        Assert.StartsWith("connected as ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["published 20.5", "published 21.0", "published 21.5"], lines[1..]);
        Assert.Equal(Temperatures, await subscription.ReadAsync(3));
    }

    [Fact]
    public async Task WhatIsPublishedIsRetained()
    {
        await using var publish = SampleProcess.Start("Publish", Server);
        await publish.SucceedAsync();
        await using var client = await MqttClient.ConnectAsync(Server);
        await using var subscription = await client.SubscribeAsync(Topic);
        Assert.Equal(["21.5"], await subscription.ReadAsync(1));
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task WhatArrivesIsPrintedUntilASignalEndsIt(PosixSignal signal)
    {
        await using var client = await MqttClient.ConnectAsync(Server);
        await client.PublishAsync(Topic, default, QoS.AtLeastOnce, retain: true);
        await using var subscribe = SampleProcess.Start("Subscribe", Server);
        Assert.Equal("subscribed to samples/#: GrantedQoS1", await subscribe.ReadLineAsync());

        await client.PublishAsync("samples/a", "one"u8.ToArray(), QoS.ExactlyOnce);
        await client.PublishAsync("samples/b", "two"u8.ToArray(), QoS.AtLeastOnce);
        Assert.Equal("samples/a: one", await subscribe.ReadLineAsync());
        Assert.Equal("samples/b: two", await subscribe.ReadLineAsync());

        subscribe.Signal(signal);
        Assert.Equal(["stopped"], await subscribe.SucceedAsync());
    }

    [Fact]
    public async Task WhatWasPrintedIsAcknowledged()
    {
        await using var client = await MqttClient.ConnectAsync(Server);
        await client.PublishAsync(Topic, default, QoS.AtLeastOnce, retain: true);
        await using (var subscribe = SampleProcess.Start("Subscribe", Server))
        {
            await subscribe.ReadLineAsync();
            await client.PublishAsync("samples/a", "one"u8.ToArray(), QoS.AtLeastOnce);
            Assert.Equal("samples/a: one", await subscribe.ReadLineAsync());
            subscribe.Signal(PosixSignal.SIGTERM);
            await subscribe.SucceedAsync();
        }

        // What was not acknowledged would come again, before all else, to the next client of the session.
        await using var next = await MqttClient.ConnectAsync(Server, new() { ClientId = "samples-subscribe", CleanStart = false });
        Assert.True(next.SessionPresent);
        await using var subscription = await next.SubscribeAsync("samples/a", QoS.AtLeastOnce);
        await client.PublishAsync("samples/a", "two"u8.ToArray(), QoS.AtLeastOnce);
        Assert.Equal(["two"], await subscription.ReadAsync(1));
        await next.DisconnectAsync();
        Assert.Empty(await next.Messages.ToListAsync());
    }
}
