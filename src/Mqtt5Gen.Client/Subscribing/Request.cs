using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>A SUBSCRIBE (with its subscription) or an UNSUBSCRIBE (without) that waits for its acknowledgement.</summary>
internal sealed class Request(ValueList<Utf8String> filters, MqttSubscription? subscription)
    : TaskCompletionSource<ValueList<ReasonCode>>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public ValueList<Utf8String> Filters => filters;

    public MqttSubscription? Subscription => subscription;

    /// <summary>The Topic Filters with their options; empty for UNSUBSCRIBE.</summary>
    public ValueList<Subscription> Options { get; init; }

    /// <summary>Its place in the order of asking.</summary>
    public required long Number { get; init; }

    /// <summary>Whether it only tells a server that has lost the Session what an earlier connection granted.</summary>
    public bool IsRenewal { get; init; }
}
