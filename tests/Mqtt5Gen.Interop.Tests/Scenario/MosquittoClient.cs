using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Interop.Tests.MosquittoClients;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>mosquitto_sub to subscribe, and mosquitto_pub to publish.</summary>
internal sealed class MosquittoClient(IBroker broker, PeerVersion version, MosquittoSub sub) : IPeerClient
{
    public static async Task<MosquittoClient> ConnectAsync(IBroker broker, PeerOptions options)
    {
        // It does not connect without a filter; and one -q is for all of them.
        var filters = options.Filters.Count > 0 ? options.Filters : [new PeerFilter(Topics.New())];
        List<string> arguments = ["-i", options.ClientId, "-q", $"{filters.Max(filter => filter.QoS)}"];
        foreach (var filter in filters) arguments.AddRange(["-t", filter.Filter]);
        if (!options.Clean) arguments.AddRange(options.Version is PeerVersion.V5 ? ["-c", "-x", "60"] : ["-c"]);
        // Its own Receive Maximum is 20, and what it does not take at once waits: more than a session of our server holds.
        if (options.Version is PeerVersion.V5) arguments.AddRange(["-D", "connect", "receive-maximum", "65535"]);
        if (options.Will is { } will) arguments.AddRange(["--will-topic", will.Topic, "--will-payload", will.Payload, "--will-qos", $"{will.QoS}"]);
        return new MosquittoClient(broker, options.Version, await MosquittoSub.StartAsync(broker, options.Version, [.. arguments]));
    }

    public async Task PublishAsync(PeerMessage message)
    {
        List<string> arguments = ["-t", message.Topic, "-q", $"{message.QoS}"];
        if (message.Retain) arguments.Add("-r");
        if (message.ContentType.Length > 0) arguments.AddRange(["-D", "publish", "content-type", message.ContentType]);
        foreach (var pair in message.UserProperties) arguments.AddRange(["-D", "publish", "user-property", pair[0], pair[1]]);
        await MosquittoPub.SendInputAsync(broker, version, message.Payload, ["-s", .. arguments]);
    }

    // mosquitto_pub publishes to one topic, and ten thousand processes would take minutes: this is for our client.
    public async Task PublishToManyAsync(string prefix, int count)
    {
        var options = new MqttClientOptions { Version = version is PeerVersion.V5 ? ProtocolVersion.V5 : ProtocolVersion.V311 };
        await using var client = await MqttClient.ConnectAsync($"mqtt://127.0.0.1:{broker.Port}", options);
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => client.PublishAsync($"{prefix}/{number}", System.Text.Encoding.UTF8.GetBytes($"{number}"), QoS.AtLeastOnce)));
    }

    public async Task<PeerMessage> ReceiveAsync()
    {
        var received = await sub.ReceiveAsync();
        return new PeerMessage(received.Topic, received.Payload, received.QoS, received.Retain)
        {
            ContentType = received.ContentType,
            UserProperties = [.. received.UserProperties.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':'))],
        };
    }

    public Task KillAsync() => sub.KillAsync();

    public ValueTask DisposeAsync() => sub.DisposeAsync();
}
