using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mqtt5Gen.Client.Tests.Transports;

/// <summary>An authority that nobody knows, with one below it that signs certificates; their files are in a folder that goes with it.</summary>
internal sealed class PrivateAuthority : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mqtt5gen-tls-");
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _signer;

    public PrivateAuthority()
    {
        _root = Create("CN=root", signer: null, isAuthority: true);
        _signer = Create("CN=signer", _root, isAuthority: true);
        Server = Create("CN=localhost", _root, isAuthority: false);
        File = Write("root.pem", _root.ExportCertificatePem());
    }

    /// <summary>The authority's certificate, in PEM.</summary>
    public string File { get; }

    /// <summary>A server at localhost and 127.0.0.1.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>Whether the certificate and those sent with it lead to the authority.</summary>
    public bool Vouches(X509Certificate? certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return certificate is X509Certificate2 whole && chain.Build(whole);
    }

    /// <summary>A client's certificate with that of its signer in PEM, and its key in PEM: with a password, encrypted.</summary>
    public (string Certificate, string Key) WritePem(string name, string? password = null)
    {
        using var client = Create($"CN={name}", _signer, isAuthority: false);
        using var key = client.GetECDsaPrivateKey()!;
        var keyText = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1000));
        return (Write($"{name}.pem", $"{client.ExportCertificatePem()}\n{_signer.ExportCertificatePem()}\n"), Write($"{name}.key", keyText));
    }

    /// <summary>A client's certificate, key and signer as PKCS#12.</summary>
    public string WritePkcs12(string name, string password)
    {
        using var client = Create($"CN={name}", _signer, isAuthority: false);
        var file = Path.Combine(_folder.FullName, $"{name}.p12");
        System.IO.File.WriteAllBytes(file, new X509Certificate2Collection { client, X509CertificateLoader.LoadCertificate(_signer.RawData) }.Export(X509ContentType.Pkcs12, password)!);
        return file;
    }

    public string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static X509Certificate2 Create(string name, X509Certificate2? signer, bool isAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddDnsName("localhost");
        alternatives.AddIpAddress(IPAddress.Loopback);
        if (!isAuthority) request.CertificateExtensions.Add(alternatives.Build());
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        if (signer is null) return request.CreateSelfSigned(from, to);
        using var certificate = request.Create(signer, signer.NotBefore, signer.NotAfter, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
