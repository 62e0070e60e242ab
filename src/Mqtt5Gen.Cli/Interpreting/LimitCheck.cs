using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Holds packets against what was announced.</summary>
internal sealed class LimitCheck(SpecProtocol protocol)
{
    /// <summary>The first limit that the packet does not keep, or null.</summary>
    public RuleRef? Broken(PacketContent content, Announcements announcements)
    {
        ConditionEvaluator conditions = new(protocol, content.Sender, announcements);
        if (Broken(FieldGroup.Of(content.Packet), content.Members, content, conditions) is { } own) return own;

        foreach (var field in content.Packet.Fields.Where(field => field.Each?.Item is not null))
        {
            if (content.Members.GetValueOrDefault(field.Name) is not FieldValue.Repeated { Items: var items }) continue;

            var group = FieldGroup.Of(field.Each!.Item!);
            foreach (var item in items.OfType<FieldValue.Group>())
            {
                if (Broken(group, item.Members, content, conditions) is { } rule) return rule;
            }
        }

        return null;
    }

    private static RuleRef? Broken(FieldGroup group, IReadOnlyDictionary<string, FieldValue> members, PacketContent content, ConditionEvaluator conditions)
    {
        MemberScope scope = new(group, members);
        return group.Limits.FirstOrDefault(limit =>
            limit.SentBy.Includes(content.Sender)
            && limit.Versions.Contains(content.Version)
            && conditions.Holds(limit.If, scope)
            && !conditions.Holds(limit.Keep, scope))?.Rule;
    }
}
