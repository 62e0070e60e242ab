using Microsoft.Extensions.Logging;
using Mqtt5Gen.Broker.AspNetCore.Logging;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.AspNetCore.Hosting;

/// <summary>All observers that are registered. One that throws is told to the log, and harms neither the others nor the broker.</summary>
internal sealed class ObserverList(IEnumerable<BrokerObserver> observers, ILogger<MqttBroker> log) : BrokerObserver
{
    private readonly BrokerObserver[] _observers = [.. observers];

    public override void Connected(Connection connection, bool isSessionPresent) =>
        Tell((connection, isSessionPresent), static (observer, told) => observer.Connected(told.connection, told.isSessionPresent));

    public override void Refused(Connection connection, Utf8String clientId, in ConnectionEnd end) =>
        Tell((connection, clientId, end), static (observer, told) => observer.Refused(told.connection, told.clientId, told.end));

    public override void Disconnected(Connection connection, in ConnectionEnd end) =>
        Tell((connection, end), static (observer, told) => observer.Disconnected(told.connection, told.end));

    public override void AccessFailed(Exception exception) => Tell(exception, static (observer, told) => observer.AccessFailed(told));

    public override void MessagesDropped(DropCause cause, long count, Utf8String clientId) =>
        Tell((cause, count, clientId), static (observer, told) => observer.MessagesDropped(told.cause, told.count, told.clientId));

    public override void RuleBent(Rule rule, long count, Utf8String clientId) =>
        Tell((rule, count, clientId), static (observer, told) => observer.RuleBent(told.rule, told.count, told.clientId));

    private void Tell<T>(T told, Action<BrokerObserver, T> tell)
    {
        foreach (var observer in _observers)
        {
            try
            {
                tell(observer, told);
            }
            catch (Exception e)
            {
                log.ObserverFailed(observer.GetType().Name, e);
            }
        }
    }
}
