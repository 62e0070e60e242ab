using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Sessions;
using MQTTnet;
using MQTTnet.Protocol;

namespace Mqtt5Gen.Interop.Tests.MqttNet;

/// <summary>AUTH (4.12) between MQTTnet's client and our broker.</summary>
public sealed class EnhancedAuthenticationTests(ScramBroker broker) : IClassFixture<ScramBroker>
{
    [Fact(Timeout = 60_000)]
    public async Task AClientThatKnowsThePasswordIsLetIn()
    {
        var handler = new ScramHandler(ScramBroker.Password);
        await using var peer = await ConnectAsync(handler);

        Assert.Equal(MqttClientConnectResultCode.Success, peer.Connected.ResultCode);
        Assert.Equal(ScramMethod.Name, peer.Connected.AuthenticationMethod);
        Assert.True(handler.Scram.Verifies(peer.Connected.AuthenticationData));
        await peer.SubscribeAsync($"{ScramBroker.User}/#", qos: 1);
        await peer.PublishAsync($"{ScramBroker.User}/x", "hello");
        Assert.Equal("hello", MqttNetPeer.Text(await peer.ReceiveAsync()));
        var denied = await peer.PublishAsync("x", "hello");
        Assert.Equal(MqttClientPublishReasonCode.NotAuthorized, denied.ReasonCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task AClientThatDoesNotIsRefused()
    {
        await using var peer = await ConnectAsync(new ScramHandler("pen"));
        Assert.Equal(MqttClientConnectResultCode.NotAuthorized, peer.Connected.ResultCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task AClientWithoutMethodIsRefused()
    {
        await using var peer = await MqttNetPeer.ConnectAsync(broker, PeerVersion.V5);
        Assert.Equal(MqttClientConnectResultCode.NotAuthorized, peer.Connected.ResultCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task AClientMayAuthenticateAgain()
    {
        var handler = new ScramHandler(ScramBroker.Password);
        await using var peer = await ConnectAsync(handler);
        handler.Restart();

        await peer.AuthenticateAsync(new() { ReasonCode = MqttAuthenticateReasonCode.ReAuthenticate, AuthenticationData = handler.Scram.First });

        Assert.True(handler.Scram.Verifies(await handler.ConcludedAsync()));
        await peer.PublishAsync($"{ScramBroker.User}/x", "hello");
    }

    private Task<MqttNetPeer> ConnectAsync(ScramHandler handler) => MqttNetPeer.ConnectAsync(
        broker,
        PeerVersion.V5,
        options => options.WithEnhancedAuthentication(ScramMethod.Name, handler.Scram.First).WithEnhancedAuthenticationHandler(handler));
}
