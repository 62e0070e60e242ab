using System.Collections.Immutable;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Where members stand: in a packet's own fields, or in the first item of a repeated group.</summary>
/// <param name="Group">The fields.</param>
/// <param name="ItemsOf">The repeated field, or null: the packet's own fields.</param>
internal sealed record Place(FieldGroup Group, Field? ItemsOf)
{
    /// <summary>The members as they stand.</summary>
    public ImmutableDictionary<string, FieldValue> Members(PacketContent content)
    {
        if (ItemsOf is null) return content.Members;

        return content.Members.GetValueOrDefault(ItemsOf.Name) is FieldValue.Repeated { Items: [FieldValue.Group first, ..] }
            ? first.Members
            : ImmutableDictionary<string, FieldValue>.Empty;
    }

    /// <summary>The same packet with a value of a member.</summary>
    public PacketContent With(PacketContent content, string member, FieldValue value) => With(content, Members(content).SetItem(member, value));

    /// <summary>The same packet without a member.</summary>
    public PacketContent Without(PacketContent content, string member) => With(content, Members(content).Remove(member));

    private PacketContent With(PacketContent content, ImmutableDictionary<string, FieldValue> members) =>
        ItemsOf is null ? content with { Members = members } : content.With(ItemsOf.Name, new FieldValue.Repeated([new FieldValue.Group(members)]));
}
