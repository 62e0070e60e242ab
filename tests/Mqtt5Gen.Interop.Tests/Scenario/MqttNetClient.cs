using System.Text;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Interop.Tests.MqttNet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>MQTTnet's client.</summary>
internal sealed class MqttNetClient(MqttNetPeer peer) : IPeerClient
{
    public static async Task<MqttNetClient> ConnectAsync(IBroker broker, PeerOptions options)
    {
        var peer = await MqttNetPeer.ConnectAsync(broker, options.Version, builder =>
        {
            builder.WithClientId(options.ClientId).WithCleanSession(options.Clean);
            if (!options.Clean && options.Version is PeerVersion.V5) builder.WithSessionExpiryInterval(60);
            if (options.Will is { } will) builder.WithWillTopic(will.Topic).WithWillPayload(will.Payload).WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)will.QoS);
        });
        foreach (var filter in options.Filters) await peer.SubscribeAsync(filter.Filter, filter.QoS);
        return new MqttNetClient(peer);
    }

    public async Task PublishAsync(PeerMessage message)
    {
        var result = await peer.PublishAsync(message.Topic, message.Payload, message.QoS, builder =>
        {
            builder.WithRetainFlag(message.Retain);
            if (message.ContentType.Length > 0) builder.WithContentType(message.ContentType);
            foreach (var pair in message.UserProperties) builder.WithUserProperty(pair[0], Encoding.UTF8.GetBytes(pair[1]));
        });
        Assert.True(result.IsSuccess, $"{message.Topic} was answered with {result.ReasonCode}");
    }

    public async Task PublishToManyAsync(string prefix, int count)
    {
        for (var number = 0; number < count; number++) await PublishAsync(new PeerMessage($"{prefix}/{number}", $"{number}"));
    }

    public async Task<PeerMessage> ReceiveAsync()
    {
        var message = await peer.ReceiveAsync();
        return new PeerMessage(message.Topic, MqttNetPeer.Text(message), (int)message.QualityOfServiceLevel, message.Retain)
        {
            ContentType = message.ContentType ?? "",
            UserProperties = [.. (message.UserProperties ?? []).Select(property => new[] { property.Name, property.ReadValueAsString() })],
        };
    }

    public Task KillAsync()
    {
        peer.Abandon();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => peer.DisposeAsync();
}
