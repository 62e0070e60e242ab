using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads and joins roles.</summary>
internal static class Roles
{
    public static Role Of(string word) => word switch
    {
        "client" => Role.Client,
        "server" => Role.Server,
        _ => Role.Both,
    };

    /// <summary>Whoever is one of these.</summary>
    public static Role Union(IEnumerable<Role> roles)
    {
        var distinct = roles.Distinct().ToList();
        return distinct.Count == 1 ? distinct[0] : Role.Both;
    }
}
