using System.Globalization;
using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

/// <summary>What watches the status of mosquitto watches ours by the same names.</summary>
public abstract class StatusTests(IBroker broker)
{
    private static readonly string[] Numbers =
    [
        "clients/connected", "clients/disconnected", "clients/total", "clients/maximum", "messages/received", "messages/sent", "messages/stored",
        "store/messages/count", "store/messages/bytes", "publish/messages/received", "publish/messages/sent", "publish/messages/dropped", "publish/bytes/received",
        "publish/bytes/sent", "bytes/received", "bytes/sent", "retained messages/count", "subscriptions/count", "shared_subscriptions/count",
        "load/messages/received/1min", "load/bytes/sent/5min", "load/publish/dropped/15min", "load/connections/1min",
    ];

    [Fact(Timeout = 60_000)]
    public async Task ItIsPublishedUnderMosquittosNames()
    {
        var missing = Numbers.Append("version").Append("uptime").Select(name => $"$SYS/broker/{name}").ToHashSet(StringComparer.Ordinal);
        await using var sub = await MosquittoSub.StartAsync(broker, PeerVersion.V5, [.. missing.SelectMany(topic => (string[])["-t", topic])]);

        while (missing.Count > 0)
        {
            var message = await sub.ReceiveAsync();
            var (topic, payload) = (message.Topic, message.Payload);
            missing.Remove(topic);
            if (topic.EndsWith("/version", StringComparison.Ordinal)) Assert.Contains(" version ", payload, StringComparison.Ordinal);
            else if (topic.EndsWith("/uptime", StringComparison.Ordinal)) Assert.EndsWith(" seconds", payload, StringComparison.Ordinal);
            else Assert.True(double.TryParse(payload, CultureInfo.InvariantCulture, out _), payload);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task NobodyElsePublishesThere()
    {
        var topic = Topics.New();
        await using var sub = await MosquittoSub.StartAsync(broker, PeerVersion.V5, "-t", $"$SYS/{topic}", "-t", topic);

        await MosquittoPub.SendAsync(broker, PeerVersion.V311, $"$SYS/{topic}", "forged");
        await MosquittoPub.SendAsync(broker, PeerVersion.V5, topic, "end", "-q", "1");

        Assert.Equal("end", (await sub.ReceiveAsync()).Payload);
    }
}
