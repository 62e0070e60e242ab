using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Transports;

/// <summary>Certificates and keys in files.</summary>
public sealed class TlsFilesTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly PrivateAuthority _authority = new();

    public TlsFilesTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task TheServerIsTrustedByTheAuthorityInTheFile() => Assert.Null(await ConnectAsync(new() { CertificateAuthorityFile = _authority.File }));

    [Fact]
    public async Task AServerOfAnotherAuthorityIsRefused()
    {
        using var other = new PrivateAuthority();
        var connecting = MqttClient.ConnectAsync($"mqtts://{_listener.LocalEndpoint}", Options(new() { CertificateAuthorityFile = other.File }));
        await AcceptInVainAsync();
        Assert.Contains("certificate", (await Assert.ThrowsAsync<MqttConnectException>(() => connecting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheNameOfTheServerMayBeAnother()
    {
        var connecting = MqttClient.ConnectAsync($"mqtts://{_listener.LocalEndpoint}", Options(new() { CertificateAuthorityFile = _authority.File, TargetHost = "elsewhere" }));
        await AcceptInVainAsync();
        Assert.Contains("RemoteCertificateNameMismatch", (await Assert.ThrowsAsync<MqttConnectException>(() => connecting)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("secret")]
    public async Task TheClientShowsItsCertificateOfAPemFile(string? password)
    {
        var (certificate, key) = _authority.WritePem("kitchen", password);
        Assert.Equal("CN=kitchen", await ConnectAsync(new() { CertificateAuthorityFile = _authority.File, CertificateFile = certificate, KeyFile = key, Password = password }));
    }

    [Fact]
    public async Task CertificateAndKeyMayBeInOneFile()
    {
        var (certificate, key) = _authority.WritePem("kitchen");
        File.AppendAllText(certificate, File.ReadAllText(key));
        Assert.Equal("CN=kitchen", await ConnectAsync(new() { CertificateAuthorityFile = _authority.File, CertificateFile = certificate }));
    }

    [Fact]
    public async Task TheClientShowsItsCertificateOfAPkcs12File() => Assert.Equal(
        "CN=kitchen",
        await ConnectAsync(new() { CertificateAuthorityFile = _authority.File, CertificateFile = _authority.WritePkcs12("kitchen", "secret"), Password = "secret" }));

    [Fact]
    public async Task AFileThatIsReplacedCountsFromTheNextConnection()
    {
        var (certificate, key) = _authority.WritePem("old");
        var options = new MqttTlsOptions { CertificateAuthorityFile = _authority.File, CertificateFile = certificate, KeyFile = key };
        await using var client = MqttClient.Create($"mqtts://{_listener.LocalEndpoint}", Options(options));
        var starting = client.StartAsync();
        var (stream, subject) = await AcceptAsync();
        Assert.Equal("CN=old", subject);
        await new FakeServer(new StreamEnd(stream), ProtocolVersion.V5).SendAsync(default(ConnAck));
        await starting;

        var (renewed, renewedKey) = _authority.WritePem("new");
        File.Move(renewed, certificate, overwrite: true);
        File.Move(renewedKey, key, overwrite: true);
        await stream.DisposeAsync();
        (stream, subject) = await AcceptAsync();
        Assert.Equal("CN=new", subject);
        await stream.DisposeAsync();
    }

    [Fact]
    public void WhatCannotBeUsedIsNamed()
    {
        var (certificate, key) = _authority.WritePem("kitchen");
        var (other, encrypted) = _authority.WritePem("other", "secret");
        var pkcs12 = _authority.WritePkcs12("kitchen", "secret");
        var empty = _authority.Write("empty.pem", "nothing");

        AssertRefused(new() { CertificateAuthorityFile = "no-such.pem" }, "CertificateAuthorityFile is 'no-such.pem'; it must be a file of certificates in PEM. Could not find file");
        AssertRefused(new() { CertificateAuthorityFile = empty }, $"CertificateAuthorityFile is '{empty}'; it must be a file of certificates in PEM. There is no certificate in it.");
        AssertRefused(new() { KeyFile = key }, $"KeyFile is '{key}'; it must be a file with the private key of the certificate, in PEM. CertificateFile is not set.");
        AssertRefused(new() { CertificateFile = certificate }, $"CertificateFile is '{certificate}'; it must be a file with a certificate and its private key, in PEM or as PKCS#12.");
        AssertRefused(new() { CertificateFile = empty, KeyFile = key }, $"CertificateFile is '{empty}'; it must be a file of certificates in PEM, the client's first. There is no certificate in it.");
        AssertRefused(new() { CertificateFile = certificate, KeyFile = "no-such.key" }, "KeyFile is 'no-such.key'; it must be a file with the private key of the certificate, in PEM. Could not find file");
        AssertRefused(new() { CertificateFile = other, KeyFile = key }, $"KeyFile is '{key}'; it must be a file with the private key of the certificate, in PEM.");
        AssertRefused(new() { CertificateFile = other, KeyFile = encrypted, Password = "guessed" }, $"KeyFile is '{encrypted}'; it must be a file with the private key of the certificate, in PEM.");
        MqttClient.Create("mqtts://one", Options(new() { CertificateFile = certificate, KeyFile = key, Password = "needless" }));
        AssertRefused(new() { CertificateFile = pkcs12, Password = "guessed" }, $"CertificateFile is '{pkcs12}'; it must be a file with a certificate and its private key, in PEM or as PKCS#12.");
        AssertRefused(new() { CertificateFile = empty }, $"CertificateFile is '{empty}'; it must be a file with a certificate and its private key, in PEM or as PKCS#12.");
    }

    [Fact]
    public void APasswordIsNotPrinted() => Assert.DoesNotContain("secret", new MqttTransportOptions { Tls = new() { Password = "secret" } }.ToString(), StringComparison.Ordinal);

    private static void AssertRefused(MqttTlsOptions options, string sentence)
    {
        var exception = Assert.Throws<ArgumentException>(() => MqttClient.Create("mqtts://one", Options(options)));
        Assert.StartsWith(sentence, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guessed", exception.Message, StringComparison.Ordinal);
    }

    private static MqttClientOptions Options(MqttTlsOptions tls) =>
        new() { ClientId = "a", Reconnect = FakeServers.AtOnce, Transport = new() { Tls = tls with { ApplicationProtocols = ["mqtt"] } } };

    /// <summary>Connects and talks; the subject of the client's certificate is the result.</summary>
    private async Task<string?> ConnectAsync(MqttTlsOptions tls)
    {
        var connecting = MqttClient.ConnectAsync($"mqtts://{_listener.LocalEndpoint}", Options(tls));
        var (stream, subject) = await AcceptAsync();
        Assert.Equal("mqtt", stream.NegotiatedApplicationProtocol.ToString());
        await using var server = new FakeServer(new StreamEnd(stream), ProtocolVersion.V5);
        await Talk.RunAsync(connecting, server);
        return subject;
    }

    /// <summary>By TLS 1.3 the server need not learn that the client refused it.</summary>
    private async Task AcceptInVainAsync() => await ((Task)AcceptAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Accepts whoever is of the authority, or nobody: the certificates between come from the client.</summary>
    private async Task<(SslStream Stream, string? Subject)> AcceptAsync()
    {
        var stream = new SslStream(new NetworkStream(await _listener.AcceptSocketAsync(), ownsSocket: true));
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _authority.Server,
            ClientCertificateRequired = true,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => certificate is null || _authority.Vouches(certificate, chain),
            ApplicationProtocols = [new("mqtt")],
        }).WaitAsync(Reading.Patience);
        return (stream, stream.RemoteCertificate?.Subject);
    }
}
