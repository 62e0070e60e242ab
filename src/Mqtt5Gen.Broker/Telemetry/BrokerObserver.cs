using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>Is told what happens to the clients of a broker, for a log, for metrics or for an application. What is not overridden does nothing.</summary>
/// <remarks>
/// It is called by the thread on which it happens, and must return at once and not throw. But for <see cref="AccessFailed"/> no gate is held, so it may call the broker; but two calls may
/// come at the same time, and a client that is taken over in the moment it connects may be told to have left before it is told to have come.
/// Nothing is told of single messages: what becomes of them is counted, and told in sums. Client Identifiers are as the clients sent them.
/// </remarks>
public abstract class BrokerObserver
{
    /// <summary>A client's CONNECT was accepted.</summary>
    /// <param name="connection">Its connection.</param>
    /// <param name="isSessionPresent">Whether it goes on with a session that was kept.</param>
    public virtual void Connected(Connection connection, bool isSessionPresent)
    {
    }

    /// <summary>A connection was refused: its CONNECT was, or it sent something else in its place.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="clientId">The Client Identifier of its CONNECT; empty where there was none, or it could not be read.</param>
    /// <param name="end">Why. The client was told so, unless what it sent did not allow an answer.</param>
    public virtual void Refused(Connection connection, Utf8String clientId, in ConnectionEnd end)
    {
    }

    /// <summary>The connection of a client that was <see cref="Connected"/> is over. Told once for each.</summary>
    /// <param name="connection">Its connection.</param>
    /// <param name="end">By whom it was closed, and why; <see cref="ReasonCode.SessionTakenOver"/> where the client connected once more.</param>
    public virtual void Disconnected(Connection connection, in ConnectionEnd end)
    {
    }

    /// <summary>
    /// An <see cref="IAuthenticator"/>, <see cref="IAuthenticationMethod"/> or <see cref="IAuthorizer"/> threw: what it was asked counts as refused. Here, and only here, a
    /// gate may be held, so that the broker is not to be called.
    /// </summary>
    /// <param name="exception">What it threw.</param>
    public virtual void AccessFailed(Exception exception)
    {
    }

    /// <summary>Messages did not reach clients. The first of a cause is told within a second, further ones in a sum a minute.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="count">How many since it was told last.</param>
    /// <param name="clientId">The client that the last of them was for, or that published it; empty where it was for a group.</param>
    public virtual void MessagesDropped(DropCause cause, long count, Utf8String clientId)
    {
    }

    /// <summary>Packets broke a rule and were let pass, <see cref="BrokerOptions.Strictness"/> being lenient. Told like <see cref="MessagesDropped"/>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="count">How many since it was told last.</param>
    /// <param name="clientId">The client that sent the last of them.</param>
    public virtual void RuleBent(Rule rule, long count, Utf8String clientId)
    {
    }
}
