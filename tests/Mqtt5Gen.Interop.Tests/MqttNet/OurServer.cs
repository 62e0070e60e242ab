using Mqtt5Gen.Interop.Tests.Harness;
using MQTTnet;

namespace Mqtt5Gen.Interop.Tests.MqttNet;

public sealed class MqttNetWithOurServerTests(Mqtt5GenServer broker) : MqttNetTests(broker), IClassFixture<Mqtt5GenServer>
{
    private readonly IBroker _broker = broker;

    // Not for the control group: Mosquitto 2.0.11 closes the connection without a word.
    [Fact(Timeout = 60_000)]
    public async Task ATakenOverSessionIsToldSo()
    {
        var id = Guid.NewGuid().ToString("N");
        await using var first = await MqttNetPeer.ConnectAsync(_broker, PeerVersion.V5, options => options.WithClientId(id));

        await using var second = await MqttNetPeer.ConnectAsync(_broker, PeerVersion.V5, options => options.WithClientId(id));

        Assert.Equal(MqttClientDisconnectReason.SessionTakenOver, await first.Disconnected);
    }
}
