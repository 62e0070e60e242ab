using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>Takes a message where it lies: nothing of it outlives the call.</summary>
/// <param name="message">The PUBLISH, with its Topic Name, also where the server sent a Topic Alias in its place.</param>
public delegate void MqttMessageHandler(in PublishView message);
