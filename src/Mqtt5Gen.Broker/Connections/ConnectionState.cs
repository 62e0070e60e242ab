namespace Mqtt5Gen.Broker.Connections;

/// <summary>How far a connection has come.</summary>
internal enum ConnectionState
{
    /// <summary>No CONNECT yet: nothing is known of it but its output.</summary>
    AwaitsConnect,

    /// <summary>CONNECT came: its thread alone decides what happens until it has a session.</summary>
    Connects,

    /// <summary>
    /// It is waited for who the client is: for its AUTH or for our decision. Whoever takes it back to <see cref="Connects"/> decides from there: its
    /// thread, or time.
    /// </summary>
    Authenticates,

    /// <summary>Nothing is read or written any more.</summary>
    Closed,
}
