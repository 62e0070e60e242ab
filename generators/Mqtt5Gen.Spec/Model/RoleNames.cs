namespace Mqtt5Gen.Spec.Model;

/// <summary>The protocol's own words for the two ends.</summary>
/// <param name="Client">The end that opens: <see cref="Role.Client"/>.</param>
/// <param name="Server">The end that accepts: <see cref="Role.Server"/>.</param>
public sealed record RoleNames(RoleName Client, RoleName Server)
{
    /// <summary>The words of one end.</summary>
    public RoleName Of(Role role) => role is Role.Server ? Server : Client;
}
