namespace Mqtt5Gen.Broker.Telemetry.SystemTopics;

/// <summary>The load averages.</summary>
internal sealed class BrokerLoad
{
    private static readonly string[] Spans = ["1min", "5min", "15min"];

    private readonly (string Name, Func<BrokerStatus, long> Total, LoadAverage Average)[] _all =
    [
        ("messages/received", s => s.Traffic.PacketsReceived, new()),
        ("messages/sent", s => s.Traffic.PacketsSent, new()),
        ("bytes/received", s => s.Traffic.BytesReceived, new()),
        ("bytes/sent", s => s.Traffic.BytesSent, new()),
        ("publish/received", s => s.Traffic.PublishesReceived, new()),
        ("publish/sent", s => s.Traffic.PublishesSent, new()),
        ("publish/dropped", s => s.Dropped, new()),
        ("connections", s => s.Accepted, new()),
    ];

    public void Add(BrokerStatus status, long milliseconds)
    {
        foreach (var (_, total, average) in _all) average.Add(total(status), milliseconds);
    }

    /// <summary>The topics, below <c>$SYS/broker/load/</c>, and their values.</summary>
    public IEnumerable<(string Topic, double Value)> Values() =>
        _all.SelectMany(load => Spans.Select((span, i) => ($"{load.Name}/{span}", load.Average.Of(i))));
}
