using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Client.Tests.Simulation;

/// <summary>Our broker and our clients in virtual time, over links that break as a seed says.</summary>
internal sealed class SimulatedWorld(int seed)
{
    private const int MillisecondsPerTurn = 10;
    private const int TurnsPerTick = 100;

    private readonly Random _random = new(seed);
    private readonly FakeTimeProvider _time = new();
    private readonly MqttBroker _broker = new(new() { QueuedMessages = int.MaxValue });
    private readonly Lock _gate = new();
    private readonly List<SimulatedLink> _links = [];
    private long _now;

    public int Breaks { get; private set; }

    /// <summary>The time in this world.</summary>
    public TimeSpan Elapsed => TimeSpan.FromMilliseconds(_now);

    public Task<MqttClient> ConnectAsync(string name) => MqttClient.ConnectAsync("mqtt://broker", new()
    {
        ClientId = name,
        SessionExpiryInterval = SessionExpiry.NeverExpires,
        KeepAlive = TimeSpan.FromSeconds(2),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        ReceiveMaximum = 5,
        MaximumInFlight = 7,
        SubscriptionCapacity = 3,
        TopicAliasMaximum = 2,
        TimeProvider = _time,
        TransportFactory = (_, _) => ValueTask.FromResult<IMqttTransport>(Open()),
        Reconnect = new() { FirstDelay = TimeSpan.FromMilliseconds(20), MaximumDelay = TimeSpan.FromMilliseconds(200), Random = new Random(seed) },
    });

    /// <summary>Time goes on until the task is done, for so many turns at the most.</summary>
    public async Task RunUntilAsync(Task done, int turns, bool breaks)
    {
        for (var turn = 0; !done.IsCompleted; turn++)
        {
            Assert.True(turn < turns, "it stands still");
            await TurnAsync();
            if (breaks && _random.Next(25) == 0) Break();
        }

        await done;
    }

    public async Task RunAsync(int turns)
    {
        for (; turns > 0; turns--) await TurnAsync();
    }

    /// <summary>Completes with the next turn.</summary>
    public Task TurnedAsync() => Task.Delay(TimeSpan.FromMilliseconds(MillisecondsPerTurn), _time);

    private async Task TurnAsync()
    {
        _now += MillisecondsPerTurn;
        _time.Advance(TimeSpan.FromMilliseconds(MillisecondsPerTurn));
        foreach (var link in Links())
        {
            if (link.Run(_now, _random)) continue;
            lock (_gate) _links.Remove(link);
        }

        if (_now % (MillisecondsPerTurn * TurnsPerTick) == 0) _broker.Tick(_now);
        await Task.Delay(1); // the clients' turn
    }

    private void Break()
    {
        var links = Links();
        if (links.Length == 0) return;
        Breaks++;
        var link = links[_random.Next(links.Length)];
        switch (_random.Next(4))
        {
            case 0: link.Break(_random.Next(500), clientNotices: true, brokerNotices: true); break;
            case 1: link.Break(_random.Next(500), clientNotices: true, brokerNotices: false); break;
            case 2: link.Break(_random.Next(500), clientNotices: false, brokerNotices: false); break; // Keep Alive has to
            default: link.Stall(_random.Next(1, 100)); break;
        }
    }

    private SimulatedLink Open()
    {
        var link = new SimulatedLink { Broker = _broker };
        lock (_gate)
        {
            link.Connection = _broker.Accept(link, new("simulated", null, true), _now);
            _links.Add(link);
        }

        return link;
    }

    private SimulatedLink[] Links()
    {
        lock (_gate) return [.. _links];
    }
}
