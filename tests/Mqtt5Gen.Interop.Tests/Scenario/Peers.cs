using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.Scenario;

internal static class Peers
{
    public static async Task<IPeerClient> ConnectAsync(this Peer peer, IBroker broker, PeerOptions options) => peer switch
    {
        Peer.Paho => await DrivenClient.ConnectAsync("/usr/bin/python3", "Paho/driver.py", broker, options), // where Debian's package puts it
        Peer.MqttJs => await DrivenClient.ConnectAsync("node", "MqttJs/driver.js", broker, options),
        Peer.MqttNet => await MqttNetClient.ConnectAsync(broker, options),
        _ => await MosquittoClient.ConnectAsync(broker, options),
    };
}
