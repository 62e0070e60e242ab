using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>One Topic Filter of one subscription.</summary>
internal sealed class Interest(MqttSubscription subscription, Utf8String filter)
{
    private readonly int _innerStart = TopicFilter.TrySplitShared(filter, out _, out var inner) ? filter.Length - inner.Length : 0;

    public MqttSubscription Subscription => subscription;

    public Utf8String Filter => filter;

    public bool Matches(ReadOnlySpan<byte> topic) => TopicFilter.Matches(filter.Span[_innerStart..], topic);
}
