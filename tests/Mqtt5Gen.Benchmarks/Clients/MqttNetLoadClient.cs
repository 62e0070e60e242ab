using Mqtt5Gen.Protocol;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Mqtt5Gen.Benchmarks.Clients;

internal sealed class MqttNetLoadClient : ILoadClient
{
    private static readonly MqttClientFactory Factory = new();

    private readonly IMqttClient _client = Factory.CreateMqttClient();

    public Task ConnectAsync(int port) =>
        _client.ConnectAsync(Factory.CreateClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MqttProtocolVersion.V500).WithReceiveMaximum(1024).Build());

    public Task PublishAsync(string topic, byte[] payload, QoS qos) =>
        _client.PublishAsync(new MqttApplicationMessage { Topic = topic, PayloadSegment = payload, QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos });

    public Task SubscribeAsync(string topic, QoS qos, Action<int> received)
    {
        _client.ApplicationMessageReceivedAsync += arguments =>
        {
            received((int)arguments.ApplicationMessage.Payload.Length);
            return Task.CompletedTask;
        };
        return _client.SubscribeAsync(Factory.CreateSubscribeOptionsBuilder().WithTopicFilter(topic, (MqttQualityOfServiceLevel)qos).Build());
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync();
        _client.Dispose();
    }
}
