using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Interop.Tests.OurClient;

/// <summary>SCRAM-SHA-256 (4.12) between our client and our broker.</summary>
public sealed class ScramTests(ScramBroker broker) : IClassFixture<ScramBroker>
{
    [Fact(Timeout = 60_000)]
    public async Task AClientThatKnowsThePasswordIsLetInAndMayShowItAgain()
    {
        await using var client = await ConnectAsync(ScramBroker.Password);
        await client.ReauthenticateAsync(TestContext.Current.CancellationToken);
        Assert.True((await client.PublishAsync($"{ScramBroker.User}/x", default, QoS.AtLeastOnce, cancellationToken: TestContext.Current.CancellationToken)).IsSuccess);
    }

    [Fact(Timeout = 60_000)]
    public async Task AClientThatDoesNotIsRefused()
    {
        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => ConnectAsync("pen"));
        Assert.Equal(ReasonCode.NotAuthorized, exception.ReasonCode);
        Assert.NotNull(exception.ConnAck);
    }

    private Task<MqttClient> ConnectAsync(string password) => MqttClient.ConnectAsync(
        $"mqtt://127.0.0.1:{broker.Port}",
        new() { Authentication = new ScramSha256(ScramBroker.User, password) },
        TestContext.Current.CancellationToken);
}
