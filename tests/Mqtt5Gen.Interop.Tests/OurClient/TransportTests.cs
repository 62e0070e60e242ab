using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Interop.Tests.OurClient;

/// <summary>Our client's way to mosquitto by TLS and by a Unix domain socket.</summary>
public sealed class TransportTests(GuardedMosquitto broker) : IClassFixture<GuardedMosquitto>
{
    [Fact(Timeout = 60_000)]
    public async Task WithACertificateMessagesGoOverTls()
    {
        using var certificate = broker.Issue("kitchen");
        await using var client = await MqttClient.ConnectAsync($"mqtts://127.0.0.1:{broker.TlsPort}", Showing(certificate), TestContext.Current.CancellationToken);
        await RoundTripAsync(client);
    }

    [Fact(Timeout = 60_000)]
    public async Task WithoutACertificateThereIsNoConnection()
    {
        var exception = await Assert.ThrowsAsync<MqttConnectException>(
            () => MqttClient.ConnectAsync($"mqtts://127.0.0.1:{broker.TlsPort}", Showing(null), TestContext.Current.CancellationToken));
        Assert.Equal(ReasonCode.UnspecifiedError, exception.ReasonCode); // by TLS 1.3 the refusal comes after the handshake
    }

    [Fact(Timeout = 60_000)]
    public async Task WhoDoesNotKnowTheAuthorityDoesNotConnect()
    {
        var exception = await Assert.ThrowsAsync<MqttConnectException>(
            () => MqttClient.ConnectAsync($"mqtts://127.0.0.1:{broker.TlsPort}", cancellationToken: TestContext.Current.CancellationToken));
        Assert.IsType<AuthenticationException>(exception.InnerException);
    }

    [Fact(Timeout = 60_000)]
    public async Task MessagesGoOverAUnixDomainSocket()
    {
        await using var client = await MqttClient.ConnectAsync($"unix:{broker.SocketPath}", cancellationToken: TestContext.Current.CancellationToken);
        await RoundTripAsync(client);
    }

    private static async Task RoundTripAsync(MqttClient client)
    {
        var topic = Topics.New();
        var payload = new byte[1024 * 1024];
        Random.Shared.NextBytes(payload);
        await using var subscription = await client.SubscribeAsync(topic, QoS.ExactlyOnce, TestContext.Current.CancellationToken);
        await client.PublishAsync(topic, payload, QoS.ExactlyOnce, cancellationToken: TestContext.Current.CancellationToken);

        await foreach (var message in subscription.WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.True(payload.AsSpan().SequenceEqual(message.Payload.Span));
            break;
        }
    }

    private MqttClientOptions Showing(X509Certificate2? certificate) => new()
    {
        Transport = new()
        {
            ConfigureTls = tls =>
            {
                if (certificate is not null) tls.ClientCertificates = [certificate];
                tls.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                tls.CertificateChainPolicy.CustomTrustStore.Add(broker.Authority);
            },
        },
    };
}
