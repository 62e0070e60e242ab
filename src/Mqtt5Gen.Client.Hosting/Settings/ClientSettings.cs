using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>Every key of the section of a client: what of its options can be said as text.</summary>
internal static class ClientSettings
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    public static Setting<MqttHostedClientOptions> Server { get; } = new ServersSetting("Server", IsMany: false, o => o.Server is null ? [] : [o.Server], (o, v) => o.Server = v[0]);

    public static Setting<MqttHostedClientOptions> WillTopic { get; } =
        new TopicSetting<MqttHostedClientOptions>("Will:Topic", o => o.Client.Will?.Topic, (o, v) => o.Client = o.Client with { Will = WillOf(o) with { Topic = v } });

    public static IReadOnlyList<Setting<MqttHostedClientOptions>> All { get; } =
    [
        Server,
        new ServersSetting("OtherServers", IsMany: true, o => o.Client.OtherServers, (o, v) => o.Client = o.Client with { OtherServers = v }),
        Text("ClientId", o => o.ClientId, (o, v) => o with { ClientId = v }),
        new VersionSetting("Version"),
        Flag("FallBackTo311", (o, v) => o with { FallBackTo311 = v }),
        Flag("CleanStart", (o, v) => o with { CleanStart = v }),
        Number("SessionExpiryInterval", 0, uint.MaxValue, o => o.SessionExpiryInterval, (o, v) => o with { SessionExpiryInterval = (uint)v }),
        Time("KeepAlive", TimeSpan.Zero, TimeSpan.FromSeconds(ushort.MaxValue), o => o.KeepAlive, (o, v) => o with { KeepAlive = v }),
        Text("UserName", o => o.UserName, (o, v) => o with { UserName = v }),
        new BinarySetting("Password", o => o.Client.Password ?? default, (o, v) => o.Client = o.Client with { Password = v }),
        Number("ReceiveMaximum", 1, ushort.MaxValue, o => o.ReceiveMaximum, (o, v) => o with { ReceiveMaximum = (ushort)v }),
        Flag("EnforcesReceiveMaximum", (o, v) => o with { EnforcesReceiveMaximum = v }),
        Number("MaximumInFlight", 1, ushort.MaxValue, o => o.MaximumInFlight ?? ushort.MaxValue, (o, v) => o with { MaximumInFlight = (ushort)v }),
        Number("MaximumPacketSize", 1, uint.MaxValue, o => o.MaximumPacketSize, (o, v) => o with { MaximumPacketSize = (uint)v }),
        Number("TopicAliasMaximum", 0, ushort.MaxValue, o => o.TopicAliasMaximum, (o, v) => o with { TopicAliasMaximum = (ushort)v }),
        Number("AssignedTopicAliases", 0, ushort.MaxValue, o => o.AssignedTopicAliases, (o, v) => o with { AssignedTopicAliases = (ushort)v }),
        Flag("RequestResponseInformation", (o, v) => o with { RequestResponseInformation = v }),
        Flag("RequestProblemInformation", (o, v) => o with { RequestProblemInformation = v }),
        Number("SubscriptionCapacity", 1, int.MaxValue, o => o.SubscriptionCapacity, (o, v) => o with { SubscriptionCapacity = (int)v }),
        Number("SendBufferSize", 1, int.MaxValue, o => o.SendBufferSize, (o, v) => o with { SendBufferSize = (int)v }),
        Time("ConnectTimeout", TimeSpan.FromMilliseconds(1), LongestTimer, o => Finite(o.ConnectTimeout), (o, v) => o with { ConnectTimeout = v }),
        Time("DisconnectTimeout", TimeSpan.Zero, LongestTimer, o => Finite(o.DisconnectTimeout), (o, v) => o with { DisconnectTimeout = v }),

        Tls("CertificateAuthorityFile", (o, v) => o with { CertificateAuthorityFile = v }),
        Tls("CertificateFile", (o, v) => o with { CertificateFile = v }),
        Tls("KeyFile", (o, v) => o with { KeyFile = v }),
        Tls("Password", (o, v) => o with { Password = v }),
        Tls("TargetHost", (o, v) => o with { TargetHost = v }),
        new WordsSetting<MqttHostedClientOptions>("Tls:ApplicationProtocols", (o, v) => SetTls(o, o.Client.Transport.Tls with { ApplicationProtocols = v })),
        new FlagSetting<MqttHostedClientOptions>("Tls:ChecksRevocation", (o, v) => SetTls(o, o.Client.Transport.Tls with { ChecksRevocation = v })),
        new HeadersSetting("WebSocket:Headers"),
        new ProxySetting("WebSocket:Proxy"),

        WillTopic,
        new BinarySetting("Will:Payload", o => o.Client.Will?.Payload ?? default, (o, v) => o.Client = o.Client with { Will = WillOf(o) with { Payload = v } }),
        new ChoiceSetting<MqttHostedClientOptions, QoS>(
            "Will:QoS",
            o => o.Client.Will?.QoS ?? QoS.AtMostOnce,
            (o, v) => o.Client = o.Client with { Will = WillOf(o) with { QoS = v } },
            TakesNumbers: true),
        new FlagSetting<MqttHostedClientOptions>("Will:Retain", (o, v) => o.Client = o.Client with { Will = WillOf(o) with { Retain = v } }),
        WillNumber("DelayInterval", p => p?.WillDelayInterval ?? 0, (p, v) => p with { WillDelayInterval = v }),
        WillNumber("MessageExpiryInterval", p => p?.MessageExpiryInterval ?? 0, (p, v) => p with { MessageExpiryInterval = v }),
        new Utf8Setting("Will:ContentType", o => PropertiesOf(o).ContentType?.ToString(), (o, v) => SetProperties(o, PropertiesOf(o) with { ContentType = v })),
        new TopicSetting<MqttHostedClientOptions>(
            "Will:ResponseTopic",
            o => PropertiesOf(o).ResponseTopic?.ToString(),
            (o, v) => SetProperties(o, PropertiesOf(o) with { ResponseTopic = v })),

        Reconnecting("IsEnabled", (o, v) => o with { IsEnabled = v }),
        new ChoiceSetting<MqttHostedClientOptions, MqttFirstConnect>(
            "Reconnect:FirstConnect",
            o => o.Client.Reconnect.FirstConnect,
            (o, v) => o.Client = o.Client with { Reconnect = o.Client.Reconnect with { FirstConnect = v } }),
        Reconnecting("FirstDelay", o => o.FirstDelay, (o, v) => o with { FirstDelay = v }),
        Reconnecting("MaximumDelay", o => o.MaximumDelay, (o, v) => o with { MaximumDelay = v }),
        Reconnecting("StableAfter", o => o.StableAfter < LongestTimer ? o.StableAfter : LongestTimer, (o, v) => o with { StableAfter = v }),
        Number(
            "Reconnect:MaximumRedirects",
            0,
            int.MaxValue,
            o => o.Reconnect.MaximumRedirects,
            (o, v) => o with { Reconnect = o.Reconnect with { MaximumRedirects = (int)v } }),

        Number("Queue:Capacity", 1, int.MaxValue, o => o.Queue.Capacity, (o, v) => o with { Queue = o.Queue with { Capacity = (int)v } }),
        new ChoiceSetting<MqttHostedClientOptions, MqttQueueFull>(
            "Queue:WhenFull",
            o => o.Client.Queue.WhenFull,
            (o, v) => o.Client = o.Client with { Queue = o.Client.Queue with { WhenFull = v } }),
        Flag("Queue:KeepsQoS0", (o, v) => o with { Queue = o.Queue with { KeepsQoS0 = v } }),
    ];

    public static SettingTable<MqttHostedClientOptions> Table { get; } = new(All);

    /// <summary>The sentence for a key without which there is no client.</summary>
    public static string Missing(string section, Setting<MqttHostedClientOptions> setting) => $"{section}:{setting.Key} is not set; it must be {setting.Expected}";

    private static TextSetting<MqttHostedClientOptions> Tls(string name, Func<MqttTlsOptions, string, MqttTlsOptions> set) =>
        new($"Tls:{name}", (o, v) => SetTls(o, set(o.Client.Transport.Tls, v)));

    private static void SetTls(MqttHostedClientOptions options, MqttTlsOptions tls) =>
        options.Client = options.Client with { Transport = options.Client.Transport with { Tls = tls } };

    private static MqttWill WillOf(MqttHostedClientOptions options) => options.Client.Will ?? new() { Topic = "" };

    private static WillProperties PropertiesOf(MqttHostedClientOptions options) => options.Client.Will?.Properties ?? new();

    private static void SetProperties(MqttHostedClientOptions options, WillProperties properties) =>
        options.Client = options.Client with { Will = WillOf(options) with { Properties = properties } };

    private static TimeSpan Finite(TimeSpan timeout) => timeout == Timeout.InfiniteTimeSpan ? LongestTimer : timeout;

    private static FlagSetting<MqttHostedClientOptions> Flag(string key, Func<MqttClientOptions, bool, MqttClientOptions> set) =>
        new(key, (o, v) => o.Client = set(o.Client, v));

    private static Utf8Setting Text(string key, Func<MqttClientOptions, string?> get, Func<MqttClientOptions, string, MqttClientOptions> set) =>
        new(key, o => get(o.Client), (o, v) => o.Client = set(o.Client, v));

    private static NumberSetting<MqttHostedClientOptions> Number(
        string key, long minimum, long maximum, Func<MqttClientOptions, long> get, Func<MqttClientOptions, long, MqttClientOptions> set) =>
        new(key, minimum, maximum, o => get(o.Client), (o, v) => o.Client = set(o.Client, v));

    private static TimeSetting<MqttHostedClientOptions> Time(
        string key, TimeSpan minimum, TimeSpan maximum, Func<MqttClientOptions, TimeSpan> get, Func<MqttClientOptions, TimeSpan, MqttClientOptions> set) =>
        new(key, minimum, maximum, o => get(o.Client), (o, v) => o.Client = set(o.Client, v));

    private static NumberSetting<MqttHostedClientOptions> WillNumber(string name, Func<WillProperties?, uint> get, Func<WillProperties, uint, WillProperties> set) =>
        new($"Will:{name}", 0, uint.MaxValue, o => get(o.Client.Will?.Properties), (o, v) => SetProperties(o, set(PropertiesOf(o), (uint)v)));

    private static FlagSetting<MqttHostedClientOptions> Reconnecting(string name, Func<MqttReconnect, bool, MqttReconnect> set) =>
        Flag($"Reconnect:{name}", (o, v) => o with { Reconnect = set(o.Reconnect, v) });

    private static TimeSetting<MqttHostedClientOptions> Reconnecting(string name, Func<MqttReconnect, TimeSpan> get, Func<MqttReconnect, TimeSpan, MqttReconnect> set) =>
        Time($"Reconnect:{name}", TimeSpan.Zero, LongestTimer, o => get(o.Reconnect), (o, v) => o with { Reconnect = set(o.Reconnect, v) });
}
