using System.Diagnostics;

namespace Mqtt5Gen.Client;

/// <summary>What clients are observed by: names for OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>, and the trace of a received message.</summary>
/// <remarks>
/// Names and attributes are those of OpenTelemetry's conventions for messaging, with <c>messaging.system</c> <c>mqtt</c>. A publish that is traced carries its context in the User
/// Properties <c>traceparent</c> and <c>tracestate</c> (W3C Trace Context for MQTT), unless the message has them or does not fit the server's Maximum Packet Size with them; not over 3.1.1. Who
/// wants none: <see cref="DistributedContextPropagator.Current"/> decides what is carried.
/// </remarks>
public static class MqttTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> of all clients.</summary>
    public const string ActivitySourceName = "Mqtt5Gen.Client";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/> of all clients.</summary>
    public const string MeterName = "Mqtt5Gen.Client";

    internal static string? Version { get; } = typeof(MqttTelemetry).Assembly.GetName().Version?.ToString(3);

    internal static ActivitySource ActivitySource { get; } = new(ActivitySourceName, Version);

    /// <summary>
    /// Starts the activity <c>process</c> of a received message; dispose it when the message is processed. It is a child of the current activity, or where there is none of
    /// the publisher's, and links to the publisher's. Requests (<see cref="MqttClient.RespondAsync"/>) and messages taken in place
    /// (<see cref="MqttSubscriptionOptions.Handler"/>) have one without being asked.
    /// </summary>
    /// <returns>Null when nobody listens, or the trace is not sampled.</returns>
    public static Activity? StartActivity(this MqttMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return ActivitySource.HasListeners()
            ? Spans.StartProcess(message.Topic, message.QoS, message.Payload.Length, TraceContext.Extract(message.Properties?.UserProperties ?? default))
            : null;
    }
}
