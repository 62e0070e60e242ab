using Mqtt5Gen.Protocol;
using FlagSetting = Mqtt5Gen.Shared.Settings.FlagSetting<Mqtt5Gen.Broker.AspNetCore.MqttBrokerOptions>;
using NumberSetting = Mqtt5Gen.Shared.Settings.NumberSetting<Mqtt5Gen.Broker.AspNetCore.MqttBrokerOptions>;
using TextSetting = Mqtt5Gen.Shared.Settings.TextSetting<Mqtt5Gen.Broker.AspNetCore.MqttBrokerOptions>;
using TimeSetting = Mqtt5Gen.Shared.Settings.TimeSetting<Mqtt5Gen.Broker.AspNetCore.MqttBrokerOptions>;
using TopicSetting = Mqtt5Gen.Shared.Settings.TopicSetting<Mqtt5Gen.Broker.AspNetCore.MqttBrokerOptions>;
using WordsSetting = Mqtt5Gen.Shared.Settings.WordsSetting<Mqtt5Gen.Broker.AspNetCore.MqttBrokerOptions>;

namespace Mqtt5Gen.Broker.AspNetCore.Settings;

/// <summary>Every key of the section <c>Mqtt</c> but the listeners.</summary>
internal static class MqttSettings
{
    public static IReadOnlyList<Setting<MqttBrokerOptions>> All { get; } =
    [
        new FlagSetting("AllowAnonymous", (o, v) => o.AllowAnonymous = v),
        new TextSetting("DataDirectory", (o, v) => o.DataDirectory = v),
        new TimeSetting("CloseTimeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60), o => o.CloseTimeout, (o, v) => o.CloseTimeout = v),
        new ServerReferenceSetting("ServerReference"),
        new FlagSetting("ServerMoved", (o, v) => o.Limits = o.Limits with { ServerMoved = v }),
        new WordsSetting("RedirectedClients", (o, v) => o.Limits = o.Limits with { RedirectedClients = v }),
        new FlagSetting("RedirectsAtShutdown", (o, v) => o.Limits = o.Limits with { RedirectsAtShutdown = v }),
        new FlagSetting("AuthenticationMethodRequired", (o, v) => o.Limits = o.Limits with { AuthenticationMethodRequired = v }),
        new ChoiceSetting<MqttBrokerOptions, DeniedPublishPolicy>("DeniedPublish", o => o.Limits.DeniedPublish, (o, v) => o.Limits = o.Limits with { DeniedPublish = v }),
        new ChoiceSetting<MqttBrokerOptions, Strictness>("Strictness", o => o.Limits.Strictness, (o, v) => o.Limits = o.Limits with { Strictness = v }),
        new TopicSetting("ResponseInformation", o => o.Limits.ResponseInformation, (o, v) => o.Limits = o.Limits with { ResponseInformation = v }),
        new TimeSetting(
            "SystemTopicsInterval",
            TimeSpan.Zero,
            TimeSpan.FromDays(1),
            o => o.Limits.SystemTopicsInterval,
            (o, v) => o.Limits = o.Limits with { SystemTopicsInterval = v }),
        Limit("MaximumPacketSize", 64, 268_435_460, o => o.MaximumPacketSize, (o, v) => o with { MaximumPacketSize = (uint)v }),
        Limit("ReceiveMaximum", 1, ushort.MaxValue, o => o.ReceiveMaximum, (o, v) => o with { ReceiveMaximum = (ushort)v }),
        Limit("InFlightMessages", 1, ushort.MaxValue, o => o.InFlightMessages, (o, v) => o with { InFlightMessages = (ushort)v }),
        Limit("TopicAliasMaximum", 0, ushort.MaxValue, o => o.TopicAliasMaximum, (o, v) => o with { TopicAliasMaximum = (ushort)v }),
        Limit("AssignedTopicAliases", 0, ushort.MaxValue, o => o.AssignedTopicAliases, (o, v) => o with { AssignedTopicAliases = (ushort)v }),
        new ChoiceSetting<MqttBrokerOptions, QoS>("Limits:MaximumQoS", o => o.Limits.MaximumQoS, (o, v) => o.Limits = o.Limits with { MaximumQoS = v }, TakesNumbers: true),
        Flag("RetainAvailable", (o, v) => o with { RetainAvailable = v }),
        Flag("WildcardSubscriptionAvailable", (o, v) => o with { WildcardSubscriptionAvailable = v }),
        Flag("SubscriptionIdentifierAvailable", (o, v) => o with { SubscriptionIdentifierAvailable = v }),
        Limit("ServerKeepAlive", 0, ushort.MaxValue, o => o.ServerKeepAlive, (o, v) => o with { ServerKeepAlive = (ushort)v }),
        Limit("SessionExpiryMaximum", 0, uint.MaxValue, o => o.SessionExpiryMaximum, (o, v) => o with { SessionExpiryMaximum = (uint)v }),
        Limit("QueuedMessages", 0, int.MaxValue, o => o.QueuedMessages, (o, v) => o with { QueuedMessages = (int)v }),
        Limit("QueuedBytes", 0, long.MaxValue, o => o.QueuedBytes, (o, v) => o with { QueuedBytes = v }),
        new ChoiceSetting<MqttBrokerOptions, QueueFullPolicy>("Limits:QueueFull", o => o.Limits.QueueFull, (o, v) => o.Limits = o.Limits with { QueueFull = v }),
        Flag("QueueQoS0", (o, v) => o with { QueueQoS0 = v }),
        Limit("UnsentBytes", 1024, long.MaxValue, o => o.UnsentBytes, (o, v) => o with { UnsentBytes = v }),
        Limit("UnansweredBytes", 1024, long.MaxValue, o => o.UnansweredBytes, (o, v) => o with { UnansweredBytes = v }),
        Flag("SharedSubscriptionAvailable", (o, v) => o with { SharedSubscriptionAvailable = v }),
        new ChoiceSetting<MqttBrokerOptions, SharedSubscriptionStrategy>(
            "SharedSubscriptions",
            o => o.Limits.SharedSubscriptions,
            (o, v) => o.Limits = o.Limits with { SharedSubscriptions = v }),
        Limit("RetainedMessages", 0, int.MaxValue, o => o.RetainedMessages, (o, v) => o with { RetainedMessages = (int)v }),
        Limit("SubscriptionsPerSession", 1, int.MaxValue, o => o.SubscriptionsPerSession, (o, v) => o with { SubscriptionsPerSession = (int)v }),
        Limit("TopicLevels", 1, 65_536, o => o.TopicLevels, (o, v) => o with { TopicLevels = (int)v }),
        Flag("PayloadFormatChecks", (o, v) => o with { PayloadFormatChecks = v }),
        Limit("Connections", 1, int.MaxValue / 2, o => o.Connections, (o, v) => o with { Connections = (int)v }),
        new TimeSetting(
            "Limits:ConnectTimeout",
            TimeSpan.FromSeconds(1),
            TimeSpan.FromHours(1),
            o => o.Limits.ConnectTimeout,
            (o, v) => o.Limits = o.Limits with { ConnectTimeout = v }),
    ];

    private static FlagSetting Flag(string name, Func<BrokerOptions, bool, BrokerOptions> set) =>
        new($"Limits:{name}", (o, v) => o.Limits = set(o.Limits, v));

    private static NumberSetting Limit(string name, long minimum, long maximum, Func<BrokerOptions, long> get, Func<BrokerOptions, long, BrokerOptions> set) =>
        new($"Limits:{name}", minimum, maximum, o => get(o.Limits), (o, v) => o.Limits = set(o.Limits, v));
}
