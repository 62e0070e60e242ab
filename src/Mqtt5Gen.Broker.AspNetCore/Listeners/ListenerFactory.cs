using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Mqtt5Gen.Broker.AspNetCore.Listeners;

/// <summary>Opens sockets, and says in the operator's words why one cannot be opened.</summary>
internal sealed class ListenerFactory(IConnectionListenerFactory sockets, IReadOnlyDictionary<EndPoint, string> urls) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        try
        {
            if (endpoint is UnixDomainSocketEndPoint unix) RemoveStale(unix);
            return await sockets.BindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AddressInUseException or SocketException)
        {
            throw new MqttListenException($"cannot listen on {urls.GetValueOrDefault(endpoint)}: {Reason(endpoint, e)}", e);
        }
    }

    private static string Reason(EndPoint endpoint, Exception error) => error switch
    {
        AddressInUseException => $"{endpoint} is already in use",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => $"{endpoint} is already in use",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"no permission to open {endpoint}",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => $"this machine does not have the address {endpoint}",
        _ => error.Message,
    };

    /// <summary>A process that was killed leaves its socket's file behind, and nobody answers there.</summary>
    private static void RemoveStale(UnixDomainSocketEndPoint endpoint)
    {
        var path = endpoint.ToString();
        if (!File.Exists(path)) return;

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(endpoint);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
        }
    }
}
