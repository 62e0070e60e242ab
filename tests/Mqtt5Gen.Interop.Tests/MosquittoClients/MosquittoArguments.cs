using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

internal static class MosquittoArguments
{
    public static IEnumerable<string> For(IBroker broker, PeerVersion version) =>
        ["-h", "127.0.0.1", "-p", $"{broker.Port}", "-V", version switch { PeerVersion.V31 => "mqttv31", PeerVersion.V311 => "mqttv311", _ => "mqttv5" }];
}
