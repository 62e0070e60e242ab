namespace Mqtt5Gen.Broker.AspNetCore;

/// <summary>A listener could not be opened. The message says which, and why.</summary>
/// <param name="message">One line for the operator.</param>
/// <param name="cause">What the network said.</param>
public sealed class MqttListenException(string message, Exception cause) : IOException(message, cause);
