using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions;

/// <summary>A message that is sent and not completely acknowledged (4.1).</summary>
/// <param name="PacketId">Its Packet Identifier, the same for every resend.</param>
/// <param name="QoS">Its QoS, 1 or 2.</param>
/// <param name="IsReleased">PUBREC came, so PUBREL stands for it from now on; otherwise PUBLISH (with DUP when resent) does.</param>
/// <param name="Message">The message kept; default when it was dropped after PUBREC.</param>
public readonly record struct InFlight<T>(ushort PacketId, QoS QoS, bool IsReleased, T? Message);
