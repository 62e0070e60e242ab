using System.Net;
using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Client;

/// <summary>What one test works with: names that no other test uses, and clients that are closed when it ends.</summary>
internal sealed class Bench(Target target, TestCase test) : IAsyncDisposable
{
    private static int _count;

    private readonly string _name = $"{Random.Shared.Next(36 * 36 * 36):x}z{Interlocked.Increment(ref _count)}";
    private readonly List<RawClient> _clients = [];

    public Target Target => target;

    /// <summary>The version that the test is run for.</summary>
    public ProtocolVersion Version => test.Version;

    /// <summary>A topic name.</summary>
    public string Topic(string levels = "t") => $"c/{_name}/{levels}";

    /// <summary>A Client Identifier that every broker has to accept.</summary>
    public string ClientId(string suffix = "") => $"c{_name}{suffix}";

    /// <summary>A connection that has said nothing.</summary>
    public async Task<RawClient> OpenAsync(ProtocolVersion? version = null)
    {
        var stream = await PacketStream.OpenAsync(EndPoint, target.Deadline);
        var client = new RawClient(stream, version ?? Version, target.TellsReasons);
        lock (_clients) _clients.Add(client);
        return client;
    }

    /// <summary>A client whose session ends with its connection.</summary>
    public Task<RawClient> ConnectAsync(string? clientId = null, ProtocolVersion? version = null, ConnectProperties? properties = null) =>
        ConnectAsync(new Connect { ClientId = clientId ?? ClientId($"x{_clients.Count}"), CleanStart = true, Properties = properties }, version);

    /// <summary>A client whose session outlives its connection; it goes on with one that there is.</summary>
    public Task<RawClient> ResumeAsync(string clientId, ProtocolVersion? version = null, ConnectProperties? properties = null)
    {
        var lasting = (properties ?? new()) with { SessionExpiryInterval = properties?.SessionExpiryInterval ?? 300 };
        return ConnectAsync(new Connect { ClientId = clientId, CleanStart = false, Properties = lasting }, version);
    }

    /// <summary>A client that is accepted.</summary>
    public async Task<RawClient> ConnectAsync(Connect connect, ProtocolVersion? version = null)
    {
        var client = await OpenAsync(version);
        await client.ConnectAsync(connect);
        return client;
    }

    /// <summary>Whatever was done to it, the broker serves others.</summary>
    public async Task ExpectServiceAsync()
    {
        var other = await ConnectAsync();
        await other.ExpectNothingAsync();
    }

    /// <summary>What was seen, in words that are the same in every run.</summary>
    public string WithoutName(string message) => message.Replace(_name, "*", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
    }

    private EndPoint EndPoint => target.EndPoints[test.Profile];
}
