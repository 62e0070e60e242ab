using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>Reason Strings: why the broker refuses something, for whoever looks into it.</summary>
internal static class Explanations
{
    /// <summary>Why a message was not taken; null where the Reason Code says it all.</summary>
    public static string? OfMessage(ReasonCode reason) => reason switch
    {
        ReasonCode.TopicNameInvalid => "the topic has too many levels, or is one of the broker's own",
        ReasonCode.PayloadFormatInvalid => "the payload is said to be UTF-8 and is not",
        ReasonCode.QuotaExceeded => "no further topic may have a retained message",
        _ => null,
    };

    /// <summary>Why a subscription was not made; null where the Reason Code says it all.</summary>
    public static string? OfSubscription(ReasonCode reason) => reason switch
    {
        ReasonCode.TopicFilterInvalid => "a filter has too many levels",
        ReasonCode.QuotaExceeded => "the session may not have further subscriptions",
        _ => null,
    };
}
