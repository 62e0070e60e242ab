using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>Writes down what it is told, a line each.</summary>
internal sealed class RecordingObserver : BrokerObserver
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> TakeAll()
    {
        var lines = _lines.ToArray();
        _lines.Clear();
        return lines;
    }

    public override void Connected(Connection connection, bool isSessionPresent) => _lines.Add($"connected {connection.ClientId} {connection.Version} {isSessionPresent}");

    public override void Refused(Connection connection, Utf8String clientId, in ConnectionEnd end) => _lines.Add($"refused '{clientId}' {Describe(end)}");

    public override void Disconnected(Connection connection, in ConnectionEnd end) => _lines.Add($"disconnected {connection.ClientId} {Describe(end)}");

    public override void MessagesDropped(DropCause cause, long count, Utf8String clientId) => _lines.Add($"dropped {count} {cause} {clientId}");

    public override void RuleBent(Rule rule, long count, Utf8String clientId) => _lines.Add($"bent {count} {rule} {clientId}");

    private static string Describe(in ConnectionEnd end) => end.Violation.IsNone ? $"{end.By} {end.Reason}" : $"{end.By} {end.Reason} {end.Violation.Rule}";
}
