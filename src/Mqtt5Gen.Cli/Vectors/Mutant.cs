using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>A packet that is one small change away from a valid one, and the rule that the change breaks.</summary>
/// <param name="What">The change, as a part of a vector's name.</param>
/// <param name="Bytes">The packet.</param>
/// <param name="Breaks">The rule.</param>
internal sealed record Mutant(string What, byte[] Bytes, RuleRef Breaks)
{
    /// <summary>Who sends it, if not the sender of the case.</summary>
    public Role? Sender { get; init; }

    /// <summary>The connection's version, if not that of the case.</summary>
    public ProtocolVersion? Version { get; init; }

    /// <summary>What was announced before, where it breaks a limit; or null.</summary>
    public Announcement? Announced { get; init; }
}
