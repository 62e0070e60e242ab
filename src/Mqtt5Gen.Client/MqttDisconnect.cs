using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>How a connection ended.</summary>
/// <param name="ReasonCode">The Reason Code that was sent or received (3.14.2.1); 0x8D when PINGRESP did not come in time, 0x80 for a connection lost.</param>
/// <param name="Origin">Who ended it.</param>
public sealed record MqttDisconnect(ReasonCode ReasonCode, DisconnectOrigin Origin)
{
    /// <summary>Reason String of the server's DISCONNECT (3.14.2.2.3), null without one.</summary>
    public string? ReasonString { get; init; }

    /// <summary>Server Reference of the server's DISCONNECT (3.14.2.2.5), null without one.</summary>
    public string? ServerReference { get; init; }

    /// <summary>The rule that the server broke, <see cref="Rule.None"/> without one.</summary>
    public Rule Rule { get; init; }

    /// <summary>The fault of the network, or (where the client itself ended) of its outbox; null without one.</summary>
    public Exception? Exception { get; init; }

    /// <summary>One sentence for people.</summary>
    public override string ToString()
    {
        var text = Origin switch
        {
            DisconnectOrigin.Client when Exception is not null => $"The client ended: {Exception.Message.TrimEnd('.')}.",
            DisconnectOrigin.Client => $"The client disconnected ({ReasonCode}).",
            DisconnectOrigin.Server => $"The server disconnected the client ({ReasonCode}).",
            DisconnectOrigin.ServerViolation => $"The server broke the protocol ({ReasonCode}{RuleText}).",
            _ when ReasonCode is ReasonCode.KeepAliveTimeout => "The connection was lost: the server did not answer PINGREQ in time.",
            _ => $"The connection was lost{(Exception is null ? "" : ": " + NetworkFault.CauseOf(Exception))}.",
        };
        return ReasonString is null ? text : $"{text} {ReasonString}";
    }

    private string RuleText => Rule is Rule.None ? "" : Rule.Id() is { } id ? $", {id} {Rule}" : $", {Rule}";
}
