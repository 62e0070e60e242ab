using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>The servers of a client, and which is next.</summary>
internal sealed class ServerList(IEnumerable<Uri> servers, int maximumRedirects)
{
    private readonly List<Uri> _servers = [.. servers];
    private readonly Queue<Uri> _referred = new();
    private int _current;
    private int _tried;
    private int _redirects;

    /// <summary>The server to connect to.</summary>
    public Uri Current => _referred.TryPeek(out var referred) ? referred : _servers[_current];

    /// <summary>The connection to the current server ended, or none came to be. False when the next is only to be tried after a wait, since each has been tried.</summary>
    public bool Next(MqttDisconnect why)
    {
        if (Follow(why)) return true;
        if (_referred.TryDequeue(out _)) return _referred.Count > 0 || NextOfList();
        return NextOfList();
    }

    /// <summary>The connection to the current server was lost: it is the first to be tried again, after a wait.</summary>
    public bool Again(MqttDisconnect why)
    {
        if (Follow(why)) return true;
        _referred.Clear();
        _tried = 0;
        return false;
    }

    /// <summary>A connection has lasted: Server References may be followed anew.</summary>
    public void Lasted() => _redirects = 0;

    private bool NextOfList()
    {
        _current = (_current + 1) % _servers.Count;
        if (++_tried < _servers.Count) return true;
        _tried = 0;
        return false;
    }

    private bool Follow(MqttDisconnect why)
    {
        if (why.Origin is not DisconnectOrigin.Server || why.ReasonCode is not (ReasonCode.UseAnotherServer or ReasonCode.ServerMoved)) return false;
        var named = ServerReference.Parse(why.ServerReference, Current);
        if (named.Count == 0 || ++_redirects > maximumRedirects) return false;

        if (why.ReasonCode is ReasonCode.ServerMoved)
        {
            Replace(named);
            return true;
        }

        _referred.Clear();
        foreach (var server in named) _referred.Enqueue(server);
        return true;
    }

    /// <summary>The server has moved for good: those named take its place. One that was only referred to had none.</summary>
    private void Replace(IReadOnlyList<Uri> named)
    {
        if (_referred.Count == 0) _servers.RemoveAt(_current);
        _referred.Clear();
        _servers.InsertRange(_current, named);
        _tried = 0;
    }
}
