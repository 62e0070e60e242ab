using Microsoft.Extensions.Logging;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Shared;

namespace Mqtt5Gen.Client;

/// <summary>What a client writes to the log. README.md has the table; identifiers are never given to something else.</summary>
/// <remarks>A Warning is for the operator and comes at a bounded rate; an Error is what the client cannot mend by itself.</remarks>
internal static partial class ClientLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "{ClientId} connects to {Server}")]
    public static partial void Connecting(this ILogger logger, LogText clientId, string server);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{ClientId} connected to {Server}, MQTT {Version}, session present: {SessionPresent}")]
    public static partial void Connected(this ILogger logger, LogText clientId, string server, ProtocolVersion version, bool sessionPresent);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{ClientId} lost its connection to {Server}: {Cause}")]
    public static partial void ConnectionLost(this ILogger logger, LogText clientId, string server, LogText cause);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "{ClientId} could not connect to {Server}: {Cause}")]
    public static partial void AttemptFailed(this ILogger logger, LogText clientId, string server, LogText cause);

    [LoggerMessage(EventId = 5, Level = LogLevel.Debug, Message = "{ClientId} waits {Delay} before it connects again; {FailedAttempts} attempts have failed")]
    public static partial void Waiting(this ILogger logger, LogText clientId, TimeSpan delay, int failedAttempts);

    [LoggerMessage(EventId = 6, Level = LogLevel.Information, Message = "{ClientId} ended, as it was told to")]
    public static partial void Ended(this ILogger logger, LogText clientId);

    [LoggerMessage(EventId = 7, Level = LogLevel.Error, Message = "{ClientId} ended, and does not connect again: {Cause}")]
    public static partial void GaveUp(this ILogger logger, LogText clientId, LogText cause, Exception? exception);

    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "{ClientId} dropped QoS 0 messages that were not read in time, {Count} by now")]
    public static partial void MessagesDropped(this ILogger logger, LogText clientId, long count);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "{ClientId} connected to a server without its session, which refused its subscription {Filter}: {Reason}")]
    public static partial void NotSubscribedAgain(this ILogger logger, LogText clientId, LogText filter, ReasonCode reason);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "{ClientId} ended its subscription {Filters}, since the handler failed")]
    public static partial void HandlerFailed(this ILogger logger, LogText clientId, LogText filters, Exception exception);

    [LoggerMessage(EventId = 13, Level = LogLevel.Warning, Message = "{ClientId} could not answer a request")]
    public static partial void NotAnswered(this ILogger logger, LogText clientId, Exception exception);

    [LoggerMessage(EventId = 14, Level = LogLevel.Warning, Message = "{ClientId} is sent more unacknowledged messages than its Receive Maximum of {ReceiveMaximum}, and takes them")]
    public static partial void Overrun(this ILogger logger, LogText clientId, ushort receiveMaximum);
}
