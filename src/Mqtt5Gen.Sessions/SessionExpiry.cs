namespace Mqtt5Gen.Sessions;

/// <summary>Session Expiry Interval (3.1.2.11): how long the Session State outlives its Network Connection.</summary>
/// <remarks>
/// Times are milliseconds of the clock that the Session is stored by; one that survives a restart must be the clock on the wall.
/// A Session with an open Network Connection has no time of closing, so nothing here can end it [MQTT-4.1.0-1].
/// </remarks>
public readonly record struct SessionExpiry
{
    /// <summary>The interval of a Session that does not expire, 0xFFFFFFFF.</summary>
    public const uint NeverExpires = uint.MaxValue;

    /// <summary>The time of an end that never comes.</summary>
    public const long Never = long.MaxValue;

    private const long MillisecondsPerSecond = 1000;

    /// <summary>The interval of CONNECT; 0 when it was absent.</summary>
    public SessionExpiry(uint requested) : this(requested, requested)
    {
    }

    private SessionExpiry(uint requested, uint interval)
    {
        Requested = requested;
        Interval = interval;
    }

    /// <summary>The interval of CONNECT, in seconds.</summary>
    public uint Requested { get; }

    /// <summary>The interval in use, in seconds.</summary>
    public uint Interval { get; }

    /// <summary>Whether the Session State is stored after the Network Connection is closed [MQTT-3.1.2-23].</summary>
    public bool OutlivesConnection => Interval > 0; // [MQTT-3.1.2-23]

    /// <summary>3.1.1: Clean Session 1 ends the Session with its Network Connection, Clean Session 0 keeps it for ever.</summary>
    public static SessionExpiry OfCleanSession(bool cleanSession) => new(cleanSession ? 0 : NeverExpires);

    /// <summary>The interval of CONNACK replaces that of CONNECT; null (absent) leaves it (3.2.2.3.2).</summary>
    public SessionExpiry AssignedByServer(uint? interval) => new(Requested, interval ?? Interval);

    /// <summary>The interval of DISCONNECT; null (absent) leaves it. False is a Protocol Error: CONNECT had 0 and DISCONNECT has not (3.14.2.2.2).</summary>
    public bool TryChangeAtDisconnect(uint? interval, out SessionExpiry changed)
    {
        changed = this;
        if (Requested == 0 && interval > 0) return false;
        changed = AssignedByServer(interval);
        return true;
    }

    /// <summary>When the Session ends whose Network Connection was closed at this time: at once, later, or never.</summary>
    public long EndsAt(long closedAt) => Interval == NeverExpires ? Never : closedAt + Interval * MillisecondsPerSecond;

    /// <summary>Whether the Session State must be discarded [MQTT-4.1.0-2].</summary>
    public bool HasEnded(long closedAt, long now) => Interval != NeverExpires && now >= EndsAt(closedAt); // [MQTT-4.1.0-2]
}
