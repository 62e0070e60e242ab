using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker;

/// <summary>How a connection came to its end.</summary>
/// <param name="By">Who closed it.</param>
/// <param name="Reason">Why: what the client was told or said, or would have been told where the version has no words for it.</param>
/// <param name="Violation">The rule that the client broke, where it did.</param>
public readonly record struct ConnectionEnd(ClosedBy By, ReasonCode Reason, Violation Violation = default);
