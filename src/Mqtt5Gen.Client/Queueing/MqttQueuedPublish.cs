namespace Mqtt5Gen.Client;

/// <summary>A message that the client has taken over.</summary>
/// <param name="Completion">What <see cref="MqttClient.PublishAsync(MqttMessage, CancellationToken)"/> would have given: completes at the level that the QoS promises. It need not be waited for.</param>
public readonly record struct MqttQueuedPublish(Task<PublishResult> Completion);
