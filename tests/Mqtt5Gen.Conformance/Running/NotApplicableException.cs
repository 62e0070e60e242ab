namespace Mqtt5Gen.Conformance.Running;

/// <summary>The broker turns out not to offer what the test is about; the message says what.</summary>
internal sealed class NotApplicableException(string message) : Exception(message);
