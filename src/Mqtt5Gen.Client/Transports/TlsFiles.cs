using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mqtt5Gen.Client;

/// <summary>Reads the files of <see cref="MqttTlsOptions"/>.</summary>
internal static class TlsFiles
{
    private const string Authorities = "a file of certificates in PEM";
    private const string Certificate = "a file with a certificate and its private key, in PEM or as PKCS#12";
    private const string CertificateAlone = "a file of certificates in PEM, the client's first";
    private const string Key = "a file with the private key of the certificate, in PEM";

    /// <summary>Adds what the options say; what cannot be used in them is the result.</summary>
    public static TlsFault? AddTo(SslClientAuthenticationOptions tls, MqttTlsOptions options)
    {
        tls.TargetHost = options.TargetHost ?? tls.TargetHost;
        if (options.ApplicationProtocols.Count > 0) tls.ApplicationProtocols = [.. options.ApplicationProtocols.Select(static name => new SslApplicationProtocol(name))];
        var revocation = options.ChecksRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        tls.CertificateRevocationCheckMode = revocation;
        return AddAuthorities(tls, options, revocation) ?? AddCertificate(tls, options);
    }

    private static TlsFault? AddAuthorities(SslClientAuthenticationOptions tls, MqttTlsOptions options, X509RevocationMode revocation)
    {
        if (options.CertificateAuthorityFile is not { } file) return null;
        var fault = Read(nameof(options.CertificateAuthorityFile), file, Authorities, () => CertificatesOf(file), out var authorities);
        if (fault is not null) return fault;

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = revocation };
        policy.CustomTrustStore.AddRange(authorities!);
        tls.CertificateChainPolicy = policy;
        return null;
    }

    private static TlsFault? AddCertificate(SslClientAuthenticationOptions tls, MqttTlsOptions options)
    {
        if (options.CertificateFile is not { } file)
        {
            return options.KeyFile is not { } alone ? null : new(nameof(options.KeyFile), alone, Key, $"{nameof(options.CertificateFile)} is not set.");
        }

        X509Certificate2? certificate;
        X509Certificate2Collection? all;
        TlsFault? fault;
        if (options.KeyFile is { } keyFile)
        {
            fault = Read(nameof(options.CertificateFile), file, CertificateAlone, () => CertificatesOf(file), out all);
            if (fault is not null) return fault;
            fault = Read(nameof(options.KeyFile), keyFile, Key, () => WithKey(file, keyFile, options.Password), out certificate);
        }
        else
        {
            fault = Read(nameof(options.CertificateFile), file, Certificate, () => WithKey(file, options.Password), out var both);
            (certificate, all) = both;
        }

        if (fault is null) tls.ClientCertificateContext = SslStreamCertificateContext.Create(certificate!, all, offline: true);
        return fault;
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection All) WithKey(string file, string? password)
    {
        if (IsPem(file)) return (WithKey(file, file, password), CertificatesOf(file));
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password);
        return (all.FirstOrDefault(static certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("It has no private key."), all);
    }

    private static X509Certificate2 WithKey(string file, string keyFile, string? password)
    {
        var isEncrypted = password is not null && File.ReadAllText(keyFile).Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
        using var certificate = isEncrypted ? X509Certificate2.CreateFromEncryptedPemFile(file, password, keyFile) : X509Certificate2.CreateFromPemFile(file, keyFile);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null); // TLS on Windows takes no key that exists in memory only
    }

    private static X509Certificate2Collection CertificatesOf(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("There is no certificate in it.");
    }

    private static bool IsPem(string file) => PemEncoding.TryFind(File.ReadAllText(file), out _);

    private static TlsFault? Read<T>(string option, string file, string expected, Func<T> read, out T? result)
    {
        try
        {
            result = read();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            result = default;
            return new(option, file, expected, exception.Message);
        }
    }
}
