using Microsoft.Extensions.Logging;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Shared;

namespace Mqtt5Gen.Broker.AspNetCore.Logging;

/// <summary>What is written to the log. README.md has the table; identifiers are never given to something else.</summary>
/// <remarks>
/// What every client does, to come and to leave, is at level Debug, as in Kestrel and in EMQX: at Information, the level of most applications, a storm of
/// reconnects would write to the log as often as to the network. What a client is not supposed to do is at Information, and only what
/// the operator should look at, and what comes at a bounded rate, is a Warning.
/// </remarks>
internal static partial class BrokerLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Listening on {Url}")]
    public static partial void ListeningOn(this ILogger logger, string url);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "What was due failed")]
    public static partial void TickFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "{Observer} failed; the broker goes on")]
    public static partial void ObserverFailed(this ILogger logger, string observer, Exception exception);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "Who a client is, or what it may do, could not be found out: it was refused")]
    public static partial void AccessFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 10, Level = LogLevel.Debug, Message = "{ClientId} connected from {RemoteEndPoint} to {Listener}, MQTT {Version}, session present: {SessionPresent}")]
    public static partial void Connected(this ILogger logger, LogText clientId, string remoteEndPoint, string listener, ProtocolVersion version, bool sessionPresent);

    [LoggerMessage(EventId = 11, Level = LogLevel.Debug, Message = "{ClientId} at {RemoteEndPoint} disconnected: {Reason}")]
    public static partial void Left(this ILogger logger, LogText clientId, string remoteEndPoint, ReasonCode reason);

    [LoggerMessage(EventId = 12, Level = LogLevel.Debug, Message = "The connection of {ClientId} at {RemoteEndPoint} was lost")]
    public static partial void Lost(this ILogger logger, LogText clientId, string remoteEndPoint);

    [LoggerMessage(EventId = 13, Level = LogLevel.Information, Message = "Closed the connection of {ClientId} at {RemoteEndPoint}: {Reason}")]
    public static partial void Closed(this ILogger logger, LogText clientId, string remoteEndPoint, ReasonCode reason);

    [LoggerMessage(EventId = 14, Level = LogLevel.Information, Message = "{ClientId} connected once more; closed its connection at {RemoteEndPoint}")]
    public static partial void TakenOver(this ILogger logger, LogText clientId, string remoteEndPoint);

    [LoggerMessage(EventId = 15, Level = LogLevel.Information, Message = "Closed the connection of {ClientId} at {RemoteEndPoint}: {Reason}, it broke {Rule} [{Statement}] at byte {Offset}")]
    public static partial void RuleBroken(this ILogger logger, LogText clientId, string remoteEndPoint, ReasonCode reason, Rule rule, string statement, int offset);

    [LoggerMessage(EventId = 16, Level = LogLevel.Information, Message = "Refused {ClientId} at {RemoteEndPoint}: {Reason}")]
    public static partial void Refused(this ILogger logger, LogText clientId, string remoteEndPoint, ReasonCode reason);

    [LoggerMessage(EventId = 17, Level = LogLevel.Information, Message = "Refused {ClientId} at {RemoteEndPoint}: {Reason}, it broke {Rule} [{Statement}] at byte {Offset}")]
    public static partial void RefusedByRule(this ILogger logger, LogText clientId, string remoteEndPoint, ReasonCode reason, Rule rule, string statement, int offset);

    [LoggerMessage(EventId = 18, Level = LogLevel.Debug, Message = "Closed the connection of {ClientId} at {RemoteEndPoint}, as the server shuts down")]
    public static partial void ClosedAtShutdown(this ILogger logger, LogText clientId, string remoteEndPoint);

    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "Dropped {Count} messages, cause {Cause}; the last was of client {ClientId}")]
    public static partial void MessagesDropped(this ILogger logger, long count, DropCause cause, LogText clientId);

    [LoggerMessage(EventId = 21, Level = LogLevel.Warning, Message = "Let pass {Count} packets that broke {Rule} [{Statement}]; the last was of client {ClientId}")]
    public static partial void RuleBent(this ILogger logger, long count, Rule rule, string statement, LogText clientId);
}
