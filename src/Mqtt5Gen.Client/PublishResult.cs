using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>What became of a published message: the server's answer at QoS 1 and QoS 2, Success at QoS 0 (3.4.2.1, 3.5.2.1, 3.7.2.1).</summary>
/// <param name="ReasonCode">The Reason Code of the packet that ended the flow; below 0x80 the server has taken the message over.</param>
/// <param name="ReasonString">Reason String of that packet, null without one.</param>
/// <param name="UserProperties">User Properties of that packet.</param>
public readonly record struct PublishResult(ReasonCode ReasonCode, string? ReasonString = null, ValueList<Utf8Pair> UserProperties = default)
{
    /// <summary>Whether the server has taken the message over: the Reason Code is below 0x80.</summary>
    public bool IsSuccess => ReasonCode < ReasonCode.UnspecifiedError;
}
