using Microsoft.Extensions.Logging;

namespace Mqtt5Gen.Broker.AspNetCore.Hosting;

/// <summary>What the host writes to the log.</summary>
internal static partial class BrokerLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Listening on {Url}")]
    public static partial void ListeningOn(this ILogger logger, string url);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "What was due failed")]
    public static partial void TickFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "Who a client is, or what it may do, could not be found out: it was refused")]
    public static partial void AccessFailed(this ILogger logger, Exception exception);
}
