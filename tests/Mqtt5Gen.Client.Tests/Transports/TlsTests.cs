using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Transports;

public sealed class TlsTests : IDisposable
{
    private static readonly SslApplicationProtocol Mqtt = new("mqtt");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TlsTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task TlsCarriesPackets()
    {
        var connecting = ConnectAsync(tls => tls.CertificateChainPolicy = Identity.Trust(Identity.Server));
        await using var stream = await AcceptAsync();
        await using var server = new FakeServer(new StreamEnd(stream), ProtocolVersion.V5);
        await Talk.RunAsync(connecting, server);
    }

    [Fact]
    public async Task AServerThatNobodyVouchesForIsRefused()
    {
        var connecting = ConnectAsync(null);
        await AcceptInVainAsync();

        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => connecting);
        Assert.IsType<AuthenticationException>(exception.InnerException);
        Assert.Contains("certificate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerOfAnotherNameIsRefused()
    {
        var connecting = ConnectAsync(tls =>
        {
            tls.TargetHost = "elsewhere";
            tls.CertificateChainPolicy = Identity.Trust(Identity.Server);
        });
        await AcceptInVainAsync();

        Assert.Contains("RemoteCertificateNameMismatch", (await Assert.ThrowsAsync<MqttConnectException>(() => connecting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheClientShowsItsCertificateAndItsProtocol()
    {
        var connecting = ConnectAsync(tls =>
        {
            tls.ClientCertificates = [Identity.Client];
            tls.ApplicationProtocols = [Mqtt];
            tls.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
        });
        await using var stream = await AcceptAsync();

        Assert.Equal(("CN=kitchen", Mqtt), (stream.RemoteCertificate?.Subject, stream.NegotiatedApplicationProtocol));
        await using var server = new FakeServer(new StreamEnd(stream), ProtocolVersion.V5);
        await Talk.RunAsync(connecting, server);
    }

    [Fact]
    public async Task AFailureThatRefersToAnotherIsToldByThatOne()
    {
        var connecting = ConnectAsync(static tls => tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true);
        using var socket = await _listener.AcceptSocketAsync();
        await using var stream = new NetworkStream(socket);
        var hello = new byte[4096];
        Assert.NotEqual(0, await stream.ReadAsync(hello));
        await stream.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, 40 }); // a fatal alert: handshake_failure

        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience));
        Assert.DoesNotContain("see inner exception", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("see inner exception", new MqttDisconnect(ReasonCode.UnspecifiedError, DisconnectOrigin.Network) { Exception = exception.InnerException }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHandshakeThatNeverEndsTimesOut()
    {
        var connecting = MqttClient.ConnectAsync($"mqtts://{_listener.LocalEndpoint}", new() { ConnectTimeout = TimeSpan.FromMilliseconds(200) });
        using var silent = await _listener.AcceptSocketAsync();

        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience));
        Assert.IsType<TimeoutException>(exception.InnerException);
    }

    private Task<MqttClient> ConnectAsync(Action<SslClientAuthenticationOptions>? configure) =>
        MqttClient.ConnectAsync($"mqtts://{_listener.LocalEndpoint}", new() { ClientId = "a", Transport = new() { ConfigureTls = configure } });

    private async Task<SslStream> AcceptAsync()
    {
        var stream = new SslStream(new NetworkStream(await _listener.AcceptSocketAsync(), ownsSocket: true));
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = Identity.Server,
            ClientCertificateRequired = true,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
            ApplicationProtocols = [Mqtt],
        }).WaitAsync(Reading.Patience);
        return stream;
    }

    /// <summary>By TLS 1.3 the server need not learn that the client refused it.</summary>
    private async Task AcceptInVainAsync() => await ((Task)AcceptAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
