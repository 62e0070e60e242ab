using System.Diagnostics;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>A trace's context in User Properties: <c>traceparent</c> and <c>tracestate</c>, as W3C Trace Context for MQTT has it.</summary>
internal static class TraceContext
{
    private const string TraceParent = "traceparent";

    /// <summary>The message with the context of the current activity, unless it has one already.</summary>
    public static Outgoing Inject(in Outgoing message)
    {
        if (Activity.Current is not { } current || Has(message.Properties?.UserProperties ?? default)) return message;

        var carried = new List<Utf8Pair>();
        DistributedContextPropagator.Current.Inject(current, carried, static (carrier, name, value) => ((List<Utf8Pair>)carrier!).Add(new(name, value)));
        if (carried.Count == 0) return message;
        var properties = message.Properties ?? new();
        return message with { Properties = properties with { UserProperties = [.. properties.UserProperties, .. carried] } };
    }

    /// <summary>The publisher's context; the default when the message has none, or none that can be read.</summary>
    public static ActivityContext Extract(ValueList<Utf8Pair> properties)
    {
        if (properties.Count == 0) return default;
        DistributedContextPropagator.Current.ExtractTraceIdAndState(properties, Get, out var parent, out var state);
        return ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;
    }

    private static bool Has(ValueList<Utf8Pair> properties)
    {
        foreach (var property in properties)
        {
            if (property.Name == TraceParent) return true;
        }

        return false;
    }

    private static void Get(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        (value, values) = (null, null);
        foreach (var property in (ValueList<Utf8Pair>)carrier!)
        {
            if (property.Name != name) continue;
            value = property.Value.ToString();
            return;
        }
    }
}
