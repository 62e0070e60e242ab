using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Simulation;

/// <summary>A broker and its clients in virtual time.</summary>
internal sealed class SimulatedWorld
{
    public const int ClientCount = 5;

    private const int TickPeriod = 1000;
    private const int MillisecondsPerWait = 120;
    private const int PingPeriod = 4000;

    private readonly List<SimulatedLink> _links = [];
    private readonly SimulatedClient[] _clients;

    public SimulatedWorld(SharedSubscriptionStrategy strategy)
    {
        Broker = new(new() { SharedSubscriptions = strategy, UnsentBytes = 300, QueuedMessages = int.MaxValue, ReceiveMaximum = 4 });
        _clients =
        [
            new(this, "own", uint.MaxValue, ("t/#", QoS.ExactlyOnce, 1)),
            new(this, "both", uint.MaxValue, ("t/odd", QoS.AtMostOnce, 2), ("t/+", QoS.AtLeastOnce, 3), ("$share/g/t/#", QoS.ExactlyOnce, 4)),
            new(this, "shared", uint.MaxValue, ("$share/g/t/#", QoS.ExactlyOnce, 4)),
            new(this, "guest", 2, ("t/+", QoS.ExactlyOnce, 5), ("$share/h/#", QoS.AtLeastOnce, 6)),
            new(this, "host", uint.MaxValue, ("$share/h/#", QoS.AtLeastOnce, 6)),
        ];
        foreach (var client in _clients) client.Connect(receiveMaximum: 3, clean: true);
        Wait(10); // all are subscribed
    }

    public MqttBroker Broker { get; }

    public Ledger Ledger { get; } = new();

    public long Now { get; private set; }

    public SimulatedLink Open(SimulatedClient client)
    {
        var link = new SimulatedLink(this, client);
        link.Open();
        _links.Add(link);
        return link;
    }

    public void Run(Step step)
    {
        var client = _clients[step.Client];
        switch (step.Act)
        {
            case Act.PublishQoS0: Publish(client, QoS.AtMostOnce, step.Amount); break;
            case Act.PublishQoS1: Publish(client, QoS.AtLeastOnce, step.Amount); break;
            case Act.PublishQoS2: Publish(client, QoS.ExactlyOnce, step.Amount); break;
            case Act.PublishShortLived: client.Publish(Ledger.Write(client.Name, "t/odd", QoS.AtLeastOnce, expiry: (uint)step.Amount)); break;
            case Act.Wait: Wait(step.Amount * MillisecondsPerWait); break;
            case Act.Acknowledge: client.Acknowledge(step.Amount); break;
            case Act.StopReading or Act.GoOnReading: client.Link?.IsRead = step.Act is Act.GoOnReading; break;
            case Act.Connect: client.Connect((ushort)step.Amount, clean: false); break;
            case Act.CleanStart: client.Connect((ushort)step.Amount, clean: true); break;
            case Act.Disconnect: client.Disconnect(); break;
            case Act.Cut: client.Link?.Break(keep: step.Amount - 1); break;
            case Act.Vanish: client.Forget(); break;
        }

        client.Link?.Latency = step.Amount * 10;
    }

    /// <summary>All connect a last time and do as they should, until nothing is left to do.</summary>
    public void Settle()
    {
        foreach (var client in _clients) client.Connect(receiveMaximum: 3, clean: false);
        for (var turn = 0; !_clients.All(client => client.IsDone); turn++)
        {
            Assert.True(turn < 5_000, "it stands still");
            Wait(50);
            foreach (var client in _clients) client.Acknowledge(5);
        }
    }

    public void Check()
    {
        // A guest's session may end while it does not know, which breaks what MQTT can promise it.
        var steady = _clients.Where(client => client.IsSteady).Select(client => client.Name).ToList();
        foreach (var ofSteady in (uint[])[1, 3, 4, 6]) Ledger.CheckComplete(ofSteady, steady, _ => true);
        Ledger.CheckComplete(2, steady, topic => topic == "t/odd");
        foreach (var any in (uint[])[1, 2, 3, 4, 5, 6]) Ledger.CheckAtMostOnce(any, steady);
        foreach (var own in (uint[])[1, 2, 3]) Ledger.CheckOrder(own);
        Assert.Equal(ClientCount, Broker.SessionCount);
        Assert.Equal(ClientCount, Broker.ConnectionCount);
        Assert.Equal(0, Broker.DroppedMessagesBy(DropCause.QueueFull) + Broker.DroppedMessagesBy(DropCause.TooLarge));
    }

    private void Publish(SimulatedClient client, QoS qos, int count)
    {
        for (; count > 0; count--) client.Publish(Ledger.Write(client.Name, count % 2 == 0 ? "t/even" : "t/odd", qos, expiry: null));
    }

    private void Wait(int milliseconds)
    {
        for (; milliseconds > 0; milliseconds--)
        {
            Now++;
            foreach (var link in _links.ToArray()) link.Run();
            if (Now % TickPeriod == 0) Broker.Tick(Now);
            if (Now % PingPeriod != 0) continue;
            foreach (var client in _clients) client.Ping();
        }
    }
}
