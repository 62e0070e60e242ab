using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Where generated code goes, and whom it is for.</summary>
/// <param name="Namespace">Its namespace, which no other protocol of the project has.</param>
/// <param name="Visibility">Who sees its types.</param>
/// <param name="Side">The end of the connection that uses it, or both.</param>
internal sealed record Target(string Namespace, Visibility Visibility, Role Side)
{
    /// <summary>What the side does with what these send.</summary>
    public Use UseOf(IEnumerable<Sender> senders)
    {
        var roles = senders.Select(sender => sender.Role).ToList();
        return new(
            IsSent: roles.Any(role => Side is Role.Both || role is Role.Both || role == Side),
            IsReceived: roles.Any(role => Side is Role.Both || role != Side));
    }
}
