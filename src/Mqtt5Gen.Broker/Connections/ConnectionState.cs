namespace Mqtt5Gen.Broker.Connections;

/// <summary>How far a connection has come; it never goes back.</summary>
internal enum ConnectionState
{
    /// <summary>No CONNECT yet: nothing is known of it but its output.</summary>
    AwaitsConnect,

    /// <summary>CONNECT came: its thread alone decides what happens until it has a session.</summary>
    Connects,

    /// <summary>Nothing is read or written any more.</summary>
    Closed,
}
