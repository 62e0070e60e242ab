using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>The broker's step in an authentication by a method (4.12): it asks on, or it has come to a result.</summary>
public sealed record AuthenticationStep
{
    private AuthenticationStep()
    {
    }

    /// <summary>What it has come to; null: the client is asked on, with AUTH 0x18 (Continue authentication).</summary>
    public AuthenticationResult? Result { get; private init; }

    /// <summary>The Authentication Data for the client; null for none. A client that is refused is not sent any.</summary>
    public Bytes? Data { get; private init; }

    /// <summary>The Reason String for the client; null: that of the result.</summary>
    public string? ReasonString { get; init; }

    /// <summary>User Properties for the client.</summary>
    public ValueList<Utf8Pair> UserProperties { get; init; }

    /// <summary>The client is to answer.</summary>
    /// <param name="data">The Authentication Data.</param>
    public static AuthenticationStep Continue(Bytes? data = null) => new() { Data = data };

    /// <summary>It is over.</summary>
    /// <param name="result">Whether the client is let in.</param>
    /// <param name="data">The Authentication Data that goes with it.</param>
    public static AuthenticationStep Conclude(AuthenticationResult result, Bytes? data = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new() { Result = result, Data = data };
    }
}
