using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Wills;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>What a client leaves behind that is due now. It is found under its session's gate, and settled outside.</summary>
/// <param name="Will">Its will; null for none.</param>
/// <param name="Shared">The messages that it was to get for groups, and that go to other members now; null for none.</param>
/// <param name="Closed">The connection that it had; null where that is told already.</param>
internal readonly record struct Estate(Will? Will, List<OutboundMessage>? Shared, Connection? Closed = null);
