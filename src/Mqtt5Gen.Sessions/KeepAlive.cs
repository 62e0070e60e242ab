namespace Mqtt5Gen.Sessions;

/// <summary>Keep Alive (3.1.2.10): when a silent Network Connection is to be pinged or closed.</summary>
/// <remarks>Times are milliseconds of a monotonic clock; <see cref="Never"/> where nothing is due.</remarks>
/// <param name="Seconds">The Keep Alive of CONNECT, or the Server Keep Alive where CONNACK has one [MQTT-3.1.2-21]; 0 turns it off.</param>
public readonly record struct KeepAlive(ushort Seconds)
{
    /// <summary>The time of what is not due at all.</summary>
    public const long Never = long.MaxValue;

    private const long MillisecondsPerSecond = 1000;
    private const long LongestWaitForPingResp = 30_000;

    /// <summary>Whether the mechanism is turned off.</summary>
    public bool IsOff => Seconds == 0;

    private long Period => Seconds * MillisecondsPerSecond;

    /// <summary>For the server: when it closes the Network Connection, one and a half times the Keep Alive after the last packet [MQTT-3.1.2-22].</summary>
    public long CloseDue(long lastReceived) => IsOff ? Never : lastReceived + Period * 3 / 2; // [MQTT-3.1.2-22]

    /// <summary>For the client: when it sends PINGREQ. An eighth of the period early, since timers fire late and the packet has to start in time.</summary>
    public long PingReqDue(long lastSent) => IsOff ? Never : lastSent + Period - Period / 8; // [MQTT-3.1.2-20]

    /// <summary>For the client: when PINGRESP is overdue and it closes the Network Connection: after one Keep Alive, 30 s at the most.</summary>
    public long PingRespDue(long pingReqSent) => pingReqSent + (IsOff ? LongestWaitForPingResp : Math.Min(Period, LongestWaitForPingResp));
}
