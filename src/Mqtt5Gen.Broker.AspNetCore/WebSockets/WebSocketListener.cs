using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Mqtt5Gen.Broker.AspNetCore.WebSockets;

/// <summary>The listener that a request came to.</summary>
/// <param name="Path">The path that it serves; empty for any.</param>
/// <param name="Handler">Who takes its connections.</param>
internal sealed record WebSocketListener(string Path, ConnectionHandler Handler)
{
    /// <summary>Whether the path is the one.</summary>
    public bool Serves(PathString path) => Path.Length == 0 || path.Value == Path;
}
