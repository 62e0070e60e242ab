using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What can be asked of roles.</summary>
internal static class RoleExtensions
{
    /// <summary>Whether what this role may send can come from <paramref name="sender"/>.</summary>
    public static bool Includes(this Role role, Role sender) => role is Role.Both || role == sender;

    /// <summary>The other end.</summary>
    public static Role Other(this Role role) => role is Role.Client ? Role.Server : Role.Client;

    /// <summary>Whether the packet exists in the version and this role sends it there.</summary>
    public static bool IsSentBy(this Packet packet, Role sender, ProtocolVersion version) =>
        packet.SentBy.Any(row => row.Versions.Contains(version) && row.Role.Includes(sender));
}
