using System.Text;
using System.Threading.Channels;
using Mqtt5Gen.Interop.Tests.Harness;
using MQTTnet;
using MQTTnet.Protocol;

namespace Mqtt5Gen.Interop.Tests.MqttNet;

/// <summary>An MQTTnet client: what it received in order, and why it was disconnected.</summary>
internal sealed class MqttNetPeer : IAsyncDisposable
{
    private static readonly MqttClientFactory Factory = new();

    private readonly IMqttClient _client = Factory.CreateMqttClient();
    private readonly Channel<MqttApplicationMessage> _received = Channel.CreateUnbounded<MqttApplicationMessage>();
    private readonly TaskCompletionSource<MqttClientDisconnectReason> _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttNetPeer()
    {
        _client.ApplicationMessageReceivedAsync += arguments => _received.Writer.WriteAsync(arguments.ApplicationMessage).AsTask();
        _client.DisconnectedAsync += arguments =>
        {
            _disconnected.TrySetResult(arguments.Reason);
            return Task.CompletedTask;
        };
    }

    public MqttClientConnectResult Connected { get; private set; } = null!;

    /// <summary>The reason in the DISCONNECT that the broker sent.</summary>
    public Task<MqttClientDisconnectReason> Disconnected => _disconnected.Task.WaitAsync(ChildProcess.Deadline);

    public static async Task<MqttNetPeer> ConnectAsync(IBroker broker, PeerVersion version, Action<MqttClientOptionsBuilder>? configure = null)
    {
        var options = Factory.CreateClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", broker.Port)
            .WithProtocolVersion(version switch
            {
                PeerVersion.V31 => MQTTnet.Formatter.MqttProtocolVersion.V310,
                PeerVersion.V311 => MQTTnet.Formatter.MqttProtocolVersion.V311,
                _ => MQTTnet.Formatter.MqttProtocolVersion.V500,
            })
            .WithTimeout(ChildProcess.Deadline);
        configure?.Invoke(options);

        var peer = new MqttNetPeer();
        peer.Connected = await peer._client.ConnectAsync(options.Build(), TestContext.Current.CancellationToken);
        return peer;
    }

    public Task<MqttClientSubscribeResult> SubscribeAsync(string filter, int qos) =>
        SubscribeAsync(builder => builder.WithTopicFilter(filter, (MqttQualityOfServiceLevel)qos));

    public Task<MqttClientSubscribeResult> SubscribeAsync(Action<MqttClientSubscribeOptionsBuilder> configure)
    {
        var options = Factory.CreateSubscribeOptionsBuilder();
        configure(options);
        return _client.SubscribeAsync(options.Build(), TestContext.Current.CancellationToken);
    }

    public Task<MqttClientUnsubscribeResult> UnsubscribeAsync(string filter) =>
        _client.UnsubscribeAsync(Factory.CreateUnsubscribeOptionsBuilder().WithTopicFilter(filter).Build(), TestContext.Current.CancellationToken);

    public Task<MqttClientPublishResult> PublishAsync(string topic, string payload, int qos = 1, Action<MqttApplicationMessageBuilder>? configure = null)
    {
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel((MqttQualityOfServiceLevel)qos);
        configure?.Invoke(message);
        return _client.PublishAsync(message.Build(), TestContext.Current.CancellationToken);
    }

    /// <summary>Begins to authenticate again.</summary>
    public Task AuthenticateAsync(MqttEnhancedAuthenticationExchangeData data) => _client.SendEnhancedAuthenticationExchangeDataAsync(data, TestContext.Current.CancellationToken);

    public async Task<MqttApplicationMessage> ReceiveAsync() =>
        await _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(ChildProcess.Deadline);

    /// <summary>The payloads before that one.</summary>
    public async Task<IReadOnlyList<string>> ReceiveUntilAsync(string last)
    {
        var payloads = new List<string>();
        for (var payload = Text(await ReceiveAsync()); payload != last; payload = Text(await ReceiveAsync())) payloads.Add(payload);
        return payloads;
    }

    public static string Text(MqttApplicationMessage message) => Encoding.UTF8.GetString(message.Payload);

    public Task DisconnectAsync() => _client.DisconnectAsync(new MqttClientDisconnectOptions(), TestContext.Current.CancellationToken);

    /// <summary>Closes the socket without a DISCONNECT.</summary>
    public void Abandon() => _client.Dispose();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
