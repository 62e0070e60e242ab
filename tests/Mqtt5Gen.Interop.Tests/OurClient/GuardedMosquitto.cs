using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.OurClient;

/// <summary>Mosquitto that listens with TLS, demands a certificate of its clients, and listens on a Unix domain socket.</summary>
public sealed class GuardedMosquitto : MosquittoBroker
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mqtt5gen-");

    public X509Certificate2 Authority { get; } = SelfSigned();

    public int TlsPort { get; private set; }

    public string SocketPath => Path.Combine(_folder.FullName, "mqtt.sock");

    /// <summary>A certificate of this authority.</summary>
    public X509Certificate2 Issue(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(alternatives.Build());
        using var issued = request.Create(Authority, Authority.NotBefore, Authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // As another user, which it would become where root starts it, it could not read the folder.
    protected override string MoreListeners()
    {
        TlsPort = FreePort();
        using var server = Issue("localhost");
        var authority = Write("authority.pem", Authority.ExportCertificatePem());
        var certificate = Write("server.pem", server.ExportCertificatePem());
        var key = Write("server.key", server.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return $"""
            user root
            listener {TlsPort} 127.0.0.1
            cafile {authority}
            certfile {certificate}
            keyfile {key}
            require_certificate true
            listener 0 {SocketPath}
            """;
    }

    private string Write(string name, string pem)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, pem);
        return path;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Mqtt5Gen tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
