using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What is known while a packet is decoded. The first broken rule counts.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="packet">The packet.</param>
/// <param name="version">The connection's version.</param>
/// <param name="sender">Who sent it.</param>
internal sealed class Decoding(SpecProtocol protocol, Packet packet, ProtocolVersion version, Role sender)
{
    public SpecProtocol Protocol { get; } = protocol;

    public Packet Packet { get; } = packet;

    public Role Sender { get; } = sender;

    /// <summary>The version; a packet may decide it itself.</summary>
    public ProtocolVersion Version { get; set; } = version;

    /// <summary>Where the packet type stands, and the flags beside it.</summary>
    public int TypeOffset { get; init; }

    public Faults Faults => Protocol.Faults;

    public ConditionEvaluator Conditions { get; } = new(protocol, sender, Announcements.Nothing);

    /// <summary>The rule that was broken first, or null.</summary>
    public BrokenRule? Broken { get; private set; }

    /// <summary>Breaks <paramref name="rule"/> at <paramref name="offset"/>, unless <paramref name="kept"/>.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool Expect(bool kept, RuleRef rule, int offset)
    {
        if (!kept) Broken ??= new(rule, offset);
        return kept;
    }

    /// <summary>Breaks <paramref name="rule"/>.</summary>
    /// <returns>False.</returns>
    public bool Break(RuleRef rule, int offset) => Expect(false, rule, offset);
}
