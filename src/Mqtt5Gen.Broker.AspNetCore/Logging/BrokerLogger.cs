using Microsoft.Extensions.Logging;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Shared;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.AspNetCore.Logging;

/// <summary>Writes what the broker tells to the log: never a password, a payload or a user name.</summary>
internal sealed class BrokerLogger(ILoggerFactory loggers) : BrokerObserver
{
    private readonly ILogger _log = loggers.CreateLogger<MqttBroker>();

    public override void Connected(Connection connection, bool isSessionPresent) =>
        _log.Connected(new(connection.ClientId), Origin(connection), connection.Info.Listener, connection.Version, isSessionPresent);

    public override void Refused(Connection connection, Utf8String clientId, in ConnectionEnd end)
    {
        var from = Origin(connection);
        var broken = end.Violation;
        if (broken.IsNone) _log.Refused(new(clientId), from, end.Reason);
        else _log.RefusedByRule(new(clientId), from, end.Reason, broken.Rule, Statement(broken.Rule), broken.Offset);
    }

    public override void Disconnected(Connection connection, in ConnectionEnd end)
    {
        var client = new LogText(connection.ClientId);
        var from = Origin(connection);
        var broken = end.Violation;
        if (end.By is ClosedBy.Client) _log.Left(client, from, end.Reason);
        else if (end.By is ClosedBy.Network) _log.Lost(client, from);
        else if (!broken.IsNone) _log.RuleBroken(client, from, end.Reason, broken.Rule, Statement(broken.Rule), broken.Offset);
        else if (end.Reason is ReasonCode.SessionTakenOver) _log.TakenOver(client, from);
        else if (end.Reason is ReasonCode.ServerShuttingDown or ReasonCode.UseAnotherServer or ReasonCode.ServerMoved) _log.ClosedAtShutdown(client, from);
        else _log.Closed(client, from, end.Reason);
    }

    public override void AccessFailed(Exception exception) => _log.AccessFailed(exception);

    public override void MessagesDropped(DropCause cause, long count, Utf8String clientId) => _log.MessagesDropped(count, cause, new(clientId));

    public override void RuleBent(Rule rule, long count, Utf8String clientId) => _log.RuleBent(count, rule, Statement(rule), new(clientId));

    private static string Origin(Connection connection) => connection.Info.RemoteEndPoint ?? connection.Info.Listener;

    private static string Statement(Rule rule) => rule.Id() ?? "no statement";
}
