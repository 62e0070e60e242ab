using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Mqtt5Gen.Broker.AspNetCore.WebSockets;

namespace Mqtt5Gen.Broker.AspNetCore.Listeners;

/// <summary>One listener of the options, and the sockets of Kestrel's behind it.</summary>
internal sealed class OpenListener(string url, ListenAddress address)
{
    private ListenOptions? _first;

    public string Url => url;

    public IReadOnlyList<EndPoint> EndPoints { get; } = address.EndPoints();

    /// <summary>Its URL with the real port; once Kestrel has started.</summary>
    public string RealUrl => address.Port != 0 || address.IsUnix ? url : address.UrlWithPort(_first!.IPEndPoint!.Port);

    /// <summary>Has Kestrel open it.</summary>
    public void AddTo(KestrelServerOptions kestrel, ConnectionHandler handler)
    {
        foreach (var endPoint in EndPoints)
        {
            if (endPoint is UnixDomainSocketEndPoint) kestrel.ListenUnixSocket(endPoint.ToString()!, Configure);
            else kestrel.Listen(endPoint, Configure);
        }

        void Configure(ListenOptions listen)
        {
            _first ??= listen;
            if (address.IsWebSocket) AcceptWebSockets(listen, new WebSocketListener(address.Path, handler));
            else listen.Run(handler.OnConnectedAsync);
        }
    }

    private static void AcceptWebSockets(ListenOptions listen, WebSocketListener listener)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            connection.Features.Set(listener);
            return next(connection);
        });
    }
}
