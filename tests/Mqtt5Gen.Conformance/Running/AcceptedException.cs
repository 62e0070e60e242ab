namespace Mqtt5Gen.Conformance.Running;

/// <summary>A connection was accepted that had to be refused.</summary>
internal sealed class AcceptedException() : ConformanceException("the connection was accepted");
