using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mqtt5Gen.Client.Tests.Transports;

/// <summary>A web server that opens a WebSocket for whoever asks at <c>/mqtt</c>.</summary>
internal sealed class WebSocketSite : IAsyncDisposable
{
    private readonly WebApplication _site;
    private readonly Channel<Visit> _visits = Channel.CreateUnbounded<Visit>();
    private readonly string? _subprotocol;

    private WebSocketSite(bool isSecure, string? subprotocol)
    {
        _subprotocol = subprotocol;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (isSecure) listen.UseHttps(Identity.Server);
        }));
        _site = builder.Build();
        _site.UseWebSockets();
        _site.Map("/mqtt", AcceptAsync);
    }

    /// <summary>Where it is, as <c>ws</c> or <c>wss</c>.</summary>
    public string Address =>
        _site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("http", "ws", StringComparison.Ordinal);

    public static async Task<WebSocketSite> StartAsync(bool isSecure = false, string? subprotocol = "mqtt")
    {
        var site = new WebSocketSite(isSecure, subprotocol);
        await site._site.StartAsync();
        return site;
    }

    public async Task<Visit> VisitAsync() => await _visits.Reader.ReadAsync().AsTask().WaitAsync(Reading.Patience);

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private async Task AcceptAsync(HttpContext context)
    {
        var socket = await context.WebSockets.AcceptWebSocketAsync(_subprotocol);
        var visit = new Visit(socket, context);
        await _visits.Writer.WriteAsync(visit);
        await visit.Over;
    }
}
