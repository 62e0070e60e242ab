using System.Globalization;
using System.Text;
using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Telemetry.SystemTopics;

/// <summary>Publishes the broker's status to <c>$SYS/broker/...</c> (4.7.2), at each interval what has changed.</summary>
/// <remarks>At QoS 0: a value is of use until the next one comes, so none waits for a client that is away.</remarks>
internal sealed class SystemTopicPublisher(
    BrokerOptions options,
    CensusTaker census,
    TrafficMeter meter,
    BrokerCounters counters,
    RetainedTree<Message> retained,
    Router router,
    Session publisher)
{
    private readonly BrokerLoad _load = new();
    private readonly Dictionary<string, string> _published = new(StringComparer.Ordinal);
    private readonly long _interval = (long)options.SystemTopicsInterval.TotalMilliseconds;
    private long? _startedAt;
    private long _lastAt;
    private int _maximumConnected;

    /// <summary>At a tick, outside every gate.</summary>
    public void Run(long now, FlushBatch batch)
    {
        if (_interval == 0 || (_startedAt is not null && now - _lastAt < _interval)) return;

        var status = Look(now);
        if (_startedAt is null) _startedAt = now;
        else _load.Add(status, now - _lastAt);
        _lastAt = now;
        foreach (var topic in SystemTopic.All) Publish(topic.Name, topic.Value(status), now, batch);
        foreach (var (name, value) in _load.Values()) Publish($"load/{name}", value.ToString("F2", CultureInfo.InvariantCulture), now, batch);
    }

    private BrokerStatus Look(long now)
    {
        var counted = census.Take();
        _maximumConnected = Math.Max(_maximumConnected, counted.Connected);
        var uptime = (now - (_startedAt ?? now)) / 1000;
        return new(uptime, counted, _maximumConnected, retained.Count - counters.SystemTopics, meter.Read(), counters.AllDroppedMessages, counters.Accepted);
    }

    private void Publish(string name, string value, long now, FlushBatch batch)
    {
        var isNew = !_published.TryGetValue(name, out var before);
        if (options.RetainAvailable && value == before) return;

        _published[name] = value;
        if (isNew && options.RetainAvailable) counters.SystemTopics++;
        var publish = new Publish { TopicName = $"{SystemTopic.Root}/broker/{name}", Payload = Encoding.UTF8.GetBytes(value), Retain = options.RetainAvailable };
        router.Route(Message.From(publish, publisher.ClientId, now), publisher, now, batch);
    }
}
