using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>One value that was announced.</summary>
/// <param name="What">What it is.</param>
/// <param name="Value">The value.</param>
internal sealed record Announcement(Announced What, long Value)
{
    /// <summary>As announced by the side that can, or by the packet's receiver if both can.</summary>
    public Announcements To(Role sender)
    {
        var value = new Dictionary<string, long> { [What.Name] = Value };
        var none = new Dictionary<string, long>();
        var byClient = What.By is Role.Client || (What.By is Role.Both && sender is Role.Server);
        return byClient ? new(value, none) : new(none, value);
    }
}
