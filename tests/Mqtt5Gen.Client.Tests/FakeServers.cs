using System.Collections.Concurrent;
using System.Threading.Channels;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

/// <summary>Servers that a client connects to, one after another.</summary>
internal sealed class FakeServers
{
    private readonly Channel<(Uri Server, MemoryTransport End)> _visits = Channel.CreateUnbounded<(Uri, MemoryTransport)>();

    /// <summary>Servers that cannot be reached.</summary>
    public ConcurrentBag<string> Away { get; } = [];

    /// <summary>Each server that was tried, in order.</summary>
    public ConcurrentQueue<string> Tried { get; } = [];

    /// <summary>A client's options to connect to these, without waiting between attempts.</summary>
    public MqttClientOptions Options(MqttClientOptions? options = null) => (options ?? new() { ClientId = "a", CleanStart = false, SessionExpiryInterval = 60 }) with
    {
        TransportFactory = OpenAsync,
        Reconnect = options?.Reconnect is { } policy && policy != MqttReconnect.Default ? policy : AtOnce,
    };

    public static MqttReconnect AtOnce { get; } = new() { FirstDelay = TimeSpan.Zero, MaximumDelay = TimeSpan.Zero };

    /// <summary>A client that has connected, and the server that it has connected to.</summary>
    public async Task<(MqttClient Client, FakeServer Server)> ConnectAsync(MqttClientOptions? options = null, ConnAckProperties? announced = null)
    {
        options = Options(options);
        var connecting = MqttClient.ConnectAsync("mqtt://one", options);
        var (server, _) = await AcceptAsync(announced: announced, version: options.Version);
        return (await connecting.WaitAsync(Reading.Patience), server);
    }

    /// <summary>The next connection, which has sent its CONNECT.</summary>
    public async Task<(FakeServer Server, byte[] Connect, Uri Uri)> VisitAsync(ProtocolVersion version = ProtocolVersion.V5)
    {
        var (uri, end) = await _visits.Reader.ReadAsync().AsTask().WaitAsync(Reading.Patience);
        var server = new FakeServer(end, version);
        return (server, await server.ReadAsync(), uri);
    }

    /// <summary>The next connection, accepted.</summary>
    public async Task<(FakeServer Server, Uri Uri)> AcceptAsync(bool isPresent = false, ConnAckProperties? announced = null, ProtocolVersion version = ProtocolVersion.V5)
    {
        var (server, _, uri) = await VisitAsync(version);
        await server.SendAsync(new ConnAck { SessionPresent = isPresent, Properties = announced });
        return (server, uri);
    }

    /// <summary>The next connection, refused.</summary>
    public async Task<Uri> RefuseAsync(ReasonCode reason, string? reference = null)
    {
        var (server, _, uri) = await VisitAsync();
        await server.SendAsync(new ConnAck { ReasonCode = reason, Properties = reference is null ? null : new() { ServerReference = reference } });
        return uri;
    }

    private ValueTask<IMqttTransport> OpenAsync(Uri server, CancellationToken cancellationToken)
    {
        Tried.Enqueue(server.Authority);
        if (Away.Contains(server.Host)) throw new MqttConnectException($"{server} is away.", ReasonCode.ServerUnavailable);
        var (clientEnd, serverEnd) = MemoryTransport.CreatePair();
        Assert.True(_visits.Writer.TryWrite((server, serverEnd)));
        return ValueTask.FromResult<IMqttTransport>(clientEnd);
    }
}
