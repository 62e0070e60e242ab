using System.Globalization;
using System.Reflection;

namespace Mqtt5Gen.Broker.Telemetry.SystemTopics;

/// <summary>A topic that the broker publishes its status to. README.md has the table.</summary>
/// <remarks>Names and forms are mosquitto's, so that what watches that one watches this one.</remarks>
internal sealed record SystemTopic(string Name, Func<BrokerStatus, string> Value)
{
    public const string Root = "$SYS";

    public static IReadOnlyList<SystemTopic> All { get; } =
    [
        new("version", _ => $"Mqtt5Gen version {Version}"),
        new("uptime", s => string.Create(CultureInfo.InvariantCulture, $"{s.UptimeSeconds} seconds")),
        Number("clients/connected", s => s.Census.Connected),
        Number("clients/disconnected", s => s.Census.Disconnected),
        Number("clients/total", s => s.Census.Connected + s.Census.Disconnected),
        Number("clients/maximum", s => s.MaximumConnected),
        Number("messages/received", s => s.Traffic.PacketsReceived),
        Number("messages/sent", s => s.Traffic.PacketsSent),
        Number("messages/stored", s => s.Census.StoredMessages),
        Number("store/messages/count", s => s.Census.StoredMessages),
        Number("store/messages/bytes", s => s.Census.WaitingBytes),
        Number("publish/messages/received", s => s.Traffic.PublishesReceived),
        Number("publish/messages/sent", s => s.Traffic.PublishesSent),
        Number("publish/messages/dropped", s => s.Dropped),
        Number("publish/bytes/received", s => s.Traffic.PublishBytesReceived),
        Number("publish/bytes/sent", s => s.Traffic.PublishBytesSent),
        Number("bytes/received", s => s.Traffic.BytesReceived),
        Number("bytes/sent", s => s.Traffic.BytesSent),
        Number("retained messages/count", s => s.Retained),
        Number("subscriptions/count", s => s.Census.Subscriptions),
        Number("shared_subscriptions/count", s => s.Census.SharedSubscriptions),
    ];

    private static string Version { get; } =
        typeof(SystemTopic).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Whether a topic is the broker's own.</summary>
    public static bool IsOne(ReadOnlySpan<byte> topic) => topic.StartsWith("$SYS"u8) && (topic.Length == 4 || topic[4] == (byte)'/');

    private static SystemTopic Number(string name, Func<BrokerStatus, long> value) => new(name, s => value(s).ToString(CultureInfo.InvariantCulture));
}
