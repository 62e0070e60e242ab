namespace Mqtt5Gen.Conformance.Command;

/// <summary>The command line is wrong; the message says what, and what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message);
