using System.Net.Security;

namespace Mqtt5Gen.Client;

/// <summary>What TLS connections (<c>mqtts</c>, <c>wss</c>) use in place of the system's defaults. Files are read for each connection, so one that is replaced counts from the next on.</summary>
public sealed record MqttTlsOptions
{
    /// <summary>A file of certificates in PEM: the authorities that are trusted, and no other. Default: null, those of the system.</summary>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>The client's certificate, in PEM with those between it and its authority, or as PKCS#12. Default: null, none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The private key of <see cref="CertificateFile"/>, in PEM. Default: null, it is in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The password of the private key or of the PKCS#12 file. Default: null, it has none.</summary>
    public string? Password { get; init; }

    /// <summary>The name that the server's certificate must have, and that the server is told (SNI). Default: null, the host of the URI.</summary>
    public string? TargetHost { get; init; }

    /// <summary>The names of protocols that are offered (ALPN), such as <c>mqtt</c>. Default: none.</summary>
    public IReadOnlyList<string> ApplicationProtocols { get; init; } = [];

    /// <summary>Whether the server's certificate is refused when its authority says that it is revoked, or cannot be asked. Default: false.</summary>
    public bool ChecksRevocation { get; init; }

    /// <summary>All but the password.</summary>
    public override string ToString() => $"{nameof(MqttTlsOptions)} {{ {CertificateAuthorityFile} {CertificateFile} {KeyFile} {TargetHost} }}";

    /// <summary>Adds them to the options of a connection; what cannot be used in them is the result.</summary>
    internal TlsFault? AddTo(SslClientAuthenticationOptions tls) => TlsFiles.AddTo(tls, this);
}
