using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>How names of the spec read in C#.</summary>
internal static class Names
{
    private static readonly HashSet<string> Keywords = ["in", "is", "as", "if", "for", "ref", "out", "new", "base", "this", "event", "params", "default", "return", "version", "frame", "reader", "packet", "violation", "sender"];

    /// <summary>A member's name as a local: <c>TopicName</c> is <c>topicName</c>, <c>QoS</c> is <c>qos</c>.</summary>
    public static string Local(string member)
    {
        var local = member.Length <= 3 ? member.ToLowerInvariant() : char.ToLowerInvariant(member[0]) + member.Substring(1);
        return Keywords.Contains(local) ? local + "Value" : local;
    }

    /// <summary>A reference to the enum member of one end.</summary>
    public static string Role(RoleNames names, Role role) => "Role." + names.Of(role).Spelled;

    /// <summary>One end as a local.</summary>
    public static string End(RoleNames names, Role role) => Local(names.Of(role).Spelled);

    /// <summary>A reference to the enum member of a rule.</summary>
    public static string Rule(RuleRef rule) => "Rule." + rule.Name;

    /// <summary>The end of a comment on a line that keeps a rule: <c> // [MQTT-3.3.1-2]</c>, or nothing.</summary>
    public static string Mark(RuleRef rule) => rule.Id is null ? "" : $" // [{rule.Id}]";
}
