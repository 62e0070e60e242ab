using System.Collections.Concurrent;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>Counts how often each connection was told to have come and to have gone.</summary>
internal sealed class CountingObserver : BrokerObserver
{
    public ConcurrentDictionary<Connection, int> Connects { get; } = new();

    public ConcurrentDictionary<Connection, int> Disconnects { get; } = new();

    public override void Connected(Connection connection, bool isSessionPresent) => Connects.AddOrUpdate(connection, 1, (_, times) => times + 1);

    public override void Disconnected(Connection connection, in ConnectionEnd end) => Disconnects.AddOrUpdate(connection, 1, (_, times) => times + 1);
}
