using System.Collections.Immutable;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What a packet says.</summary>
/// <param name="Packet">Which packet it is.</param>
/// <param name="Version">The version that it is of.</param>
/// <param name="Sender">Who sends it.</param>
/// <param name="Members">Its bits and fields by name. A byte of bits that stands here itself is written as it stands.</param>
internal sealed record PacketContent(Packet Packet, ProtocolVersion Version, Role Sender, ImmutableDictionary<string, FieldValue> Members)
{
    /// <summary>The name under which the flags of the fixed header stand as a whole.</summary>
    public const string Flags = "(flags)";

    /// <summary>The same packet with another value of a member.</summary>
    public PacketContent With(string member, FieldValue value) => this with { Members = Members.SetItem(member, value) };

    /// <summary>The same packet without a member.</summary>
    public PacketContent Without(string member) => this with { Members = Members.Remove(member) };
}
