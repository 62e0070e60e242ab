using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>A SUBSCRIBE (with its subscription) or an UNSUBSCRIBE (without) that waits for its acknowledgement.</summary>
internal sealed class Request(ValueList<Utf8String> filters, MqttSubscription? subscription)
    : TaskCompletionSource<ValueList<ReasonCode>>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public ValueList<Utf8String> Filters => filters;

    public MqttSubscription? Subscription => subscription;
}
