namespace Mqtt5Gen.Conformance.Running;

/// <summary>The broker did not do what the standard demands; the message says what was seen.</summary>
internal class ConformanceException(string message) : Exception(message);
