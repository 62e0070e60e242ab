using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Samples.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

public sealed class PublishAndSubscribeWithOurServerTests(Mqtt5GenServer broker) : PublishAndSubscribeTests(broker), IClassFixture<Mqtt5GenServer>
{
    // Mosquitto 2.0.11 does not say why it closes the connection.
    [Fact]
    public async Task ASubscriberWhoseSessionIsTakenOverEndsWithOneLine()
    {
        await using var subscribe = SampleProcess.Start("Subscribe", Server);
        await subscribe.ReadLineAsync();
        await using var other = await MqttClient.ConnectAsync(Server, new() { ClientId = "samples-subscribe" });

        var (code, _, errors) = await subscribe.EndAsync();
        Assert.Equal(1, code);
        Assert.Equal("The server disconnected the client (SessionTakenOver).", Assert.Single(errors));
    }
}
