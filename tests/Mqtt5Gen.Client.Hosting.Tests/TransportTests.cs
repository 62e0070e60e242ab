using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mqtt5Gen.Client.Tests.Transports;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Hosting.Tests;

/// <summary>Connections that the configuration alone describes.</summary>
public sealed class TransportTests
{
    [Fact]
    public async Task TlsWithAPrivateAuthorityAndAClientCertificate()
    {
        using var authority = new PrivateAuthority();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var (certificate, key) = authority.WritePem("kitchen", "secret");
        using var host = await StartAsync(
            ("Server", $"mqtts://{listener.LocalEndpoint}"),
            ("Tls:CertificateAuthorityFile", authority.File),
            ("Tls:CertificateFile", certificate),
            ("Tls:KeyFile", key),
            ("Tls:Password", "secret"),
            ("Tls:TargetHost", "localhost"),
            ("Tls:ApplicationProtocols", "mqtt"));

        var stream = new SslStream(new NetworkStream(await listener.AcceptSocketAsync(), ownsSocket: true));
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = authority.Server,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, shown, chain, _) => authority.Vouches(shown, chain),
            ApplicationProtocols = [new("mqtt")],
        }).WaitAsync(Reading.Patience);
        Assert.Equal(("CN=kitchen", "mqtt", "localhost"), (stream.RemoteCertificate!.Subject, stream.NegotiatedApplicationProtocol.ToString(), stream.TargetHostName));
        await TalkAsync(host, new StreamEnd(stream));
    }

    [Fact]
    public async Task AWebSocketWithAHeaderThroughAProxy()
    {
        await using var site = await WebSocketSite.StartAsync();
        using var proxy = new TunnelProxy();
        using var host = await StartAsync(("Server", $"{site.Address}/mqtt"), ("WebSocket:Headers:Authorization", "Bearer x"), ("WebSocket:Proxy", proxy.Address));

        var visit = await site.VisitAsync();
        Assert.Equal(("Bearer x", $"CONNECT {new Uri(site.Address).Authority} HTTP/1.1"), ($"{visit.Request.Headers.Authorization}", proxy.Asked));
        await TalkAsync(host, visit);
    }

    private static async Task<IHost> StartAsync(params (string Key, string Value)[] keys)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(keys.ToDictionary(pair => $"MqttClient:{pair.Key}", pair => (string?)pair.Value, StringComparer.Ordinal));
        builder.Services.AddMqttClient();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task TalkAsync(IHost host, IMqttTransport end)
    {
        await using var server = new FakeServer(end, ProtocolVersion.V5);
        await server.ReadAsync();
        await server.SendAsync(default(ConnAck));
        await host.Services.GetRequiredService<MqttClient>().ConnectedAsync();
        var stopping = host.StopAsync();
        await server.ExpectAsync(default(Disconnect));
        await server.DisposeAsync();
        await stopping;
    }
}
