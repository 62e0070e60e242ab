using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mqtt5Gen.Broker.AspNetCore.WebSockets;

/// <summary>What comes to a listener for WebSockets (6): a request that opens one. To any other it says what it is.</summary>
internal sealed class WebSocketApplication : IHttpApplication<HttpContext>
{
    // The second is what clients of 3.1 ask for, which is older than the name.
    private static readonly string[] Subprotocols = ["mqtt", "mqttv3.1"];

    private readonly WebSocketMiddleware _middleware;
    private readonly TimeSpan _closeTimeout;

    public WebSocketApplication(TimeSpan closeTimeout, ILoggerFactory loggers)
    {
        _closeTimeout = closeTimeout;
        // MQTT has a keep-alive of its own.
        _middleware = new WebSocketMiddleware(AnswerAsync, Options.Create(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero }), loggers);
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => _middleware.Invoke(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var listener = http.Features.GetRequiredFeature<WebSocketListener>();
        if (!listener.Serves(http.Request.Path)) await RefuseAsync(http, StatusCodes.Status404NotFound, "There is nothing here.").ConfigureAwait(false);
        else if (!http.WebSockets.IsWebSocketRequest) await RefuseAsync(http, StatusCodes.Status426UpgradeRequired, "This is an MQTT broker; it is reached by WebSocket.").ConfigureAwait(false);
        else if (Array.Find(Subprotocols, http.WebSockets.WebSocketRequestedProtocols.Contains) is not { } subprotocol) await RefuseAsync(http, StatusCodes.Status400BadRequest, "The WebSocket subprotocol must be mqtt (MQTT-6.0.0-3).").ConfigureAwait(false);
        else await ServeAsync(http, listener, subprotocol).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        if (status == StatusCodes.Status426UpgradeRequired) http.Response.Headers.Upgrade = "websocket";
        return http.Response.WriteAsync(text + "\n");
    }

    private async Task ServeAsync(HttpContext http, WebSocketListener listener, string subprotocol)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync(subprotocol).ConfigureAwait(false); // [MQTT-6.0.0-4]
        var connection = new WebSocketConnection(socket, http.Connection);
        await listener.Handler.OnConnectedAsync(connection).ConfigureAwait(false);
        await connection.CloseAsync(_closeTimeout).ConfigureAwait(false);
    }
}
