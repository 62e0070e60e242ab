using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>Whether a client is let in, and as whom.</summary>
public sealed record AuthenticationResult
{
    private AuthenticationResult()
    {
    }

    /// <summary>Let in, as the user that it says it is.</summary>
    public static AuthenticationResult Accepted { get; } = new();

    /// <summary>Whether the client is let in.</summary>
    public bool IsAccepted => Reason is ReasonCode.Success;

    /// <summary>Success, or why the client is refused: the Reason Code of CONNACK (3.2.2.2).</summary>
    public ReasonCode Reason { get; private init; }

    /// <summary>The Reason String for a client that is refused; null for none.</summary>
    public string? ReasonString { get; private init; }

    /// <summary>The user that the client is; null: the one of CONNECT.</summary>
    public Utf8String? UserName { get; private init; }

    /// <summary>What the <see cref="IAuthorizer"/> finds in <see cref="Principal.Identity"/>; null for nothing.</summary>
    public object? Identity { get; private init; }

    /// <summary>The Client Identifier in place of that of CONNECT, such as a name out of a certificate; null: it stays.</summary>
    /// <remarks>A client that had none is told (3.2.2.3.7); one that had another cannot be.</remarks>
    public Utf8String? ClientId { get; private init; }

    /// <summary>Lets the client in.</summary>
    /// <param name="userName">The user that it is; null: the one of CONNECT.</param>
    /// <param name="identity">Anything the authorizer needs to know of it.</param>
    /// <param name="clientId">The Client Identifier in place of that of CONNECT; null: it stays.</param>
    public static AuthenticationResult Accept(Utf8String? userName = null, object? identity = null, Utf8String? clientId = null) =>
        new() { UserName = userName, Identity = identity, ClientId = clientId };

    /// <summary>Refuses the client.</summary>
    /// <param name="reason">Why: 0x86 (Bad User Name or Password), 0x87 (Not authorized), 0x8A (Banned) or another code from 0x80 on that may stand in CONNACK. A 3.1.1 client is told the nearest return code.</param>
    /// <param name="reasonString">The Reason String (3.2.2.3.9); null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code may not stand in CONNACK, or does not refuse.</exception>
    public static AuthenticationResult Refuse(ReasonCode reason, string? reasonString = null)
    {
        if (reason < ReasonCode.UnspecifiedError || !ConnAckView.MayStandHere(reason))
        {
            throw new ArgumentOutOfRangeException(nameof(reason), reason, "A CONNECT is refused with a Reason Code from 0x80 on that may stand in CONNACK (table 3-1 of section 3.2.2.2).");
        }

        return new() { Reason = reason, ReasonString = reasonString };
    }
}
