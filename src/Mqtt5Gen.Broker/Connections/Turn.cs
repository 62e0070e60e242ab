using Mqtt5Gen.Broker.Sessions;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>One packet's turn: who sent it, when, and where the connections that it touched are collected.</summary>
/// <param name="Connection">The connection that it came on.</param>
/// <param name="Now">Milliseconds of the monotonic clock.</param>
/// <param name="Batch">What is flushed afterwards.</param>
internal readonly record struct Turn(Connection Connection, long Now, FlushBatch Batch)
{
    /// <summary>The session that the connection has or had.</summary>
    public Session Session => Connection.Session!;

    /// <summary>Under the session's gate: whether the connection still has the session. If not, what it says no longer counts.</summary>
    public bool IsAttached => Session.Connection == Connection;
}
