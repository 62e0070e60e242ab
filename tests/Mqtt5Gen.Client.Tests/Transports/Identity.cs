using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mqtt5Gen.Client.Tests.Transports;

/// <summary>Certificates that sign themselves, made anew in each run.</summary>
internal static class Identity
{
    /// <summary>Of the server at localhost and 127.0.0.1.</summary>
    public static X509Certificate2 Server { get; } = Create("localhost", isServer: true);

    public static X509Certificate2 Client { get; } = Create("kitchen", isServer: false);

    /// <summary>Trusts this certificate and no other.</summary>
    public static X509ChainPolicy Trust(X509Certificate2 certificate) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert)) },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static X509Certificate2 Create(string name, bool isServer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddDnsName(name);
        if (isServer) alternatives.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
