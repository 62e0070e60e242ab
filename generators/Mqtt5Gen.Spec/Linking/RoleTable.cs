using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Reads and joins roles, in the protocol's own words.</summary>
internal sealed class RoleTable(RoleNames names)
{
    private const string Both = "both";
    private const string Sender = "sender";
    private const string Receiver = "receiver";

    /// <summary>The two ends of one packet, in whatever direction it goes.</summary>
    public static string[] Parts { get; } = [Sender, Receiver];

    /// <summary>The words that no role can have.</summary>
    public static string[] Reserved { get; } = [Both, Sender, Receiver];

    public RoleNames Names => names;

    /// <summary>Every word that may stand where a role is named.</summary>
    public string[] Words { get; } = [names.Client.Name, names.Server.Name, Both];

    /// <summary>The role at a key, or null.</summary>
    public Role? Read(NodeReader row, string key) => row.Choice(key, Words) is { } word ? Of(word) : null;

    /// <summary>The end that the word names, or null.</summary>
    public Role? TryFind(string word) => word == names.Client.Name ? Role.Client : word == names.Server.Name ? Role.Server : null;

    /// <summary>Whoever is one of these.</summary>
    public static Role Union(IEnumerable<Role> roles)
    {
        var distinct = roles.Distinct().ToList();
        return distinct.Count == 1 ? distinct[0] : Role.Both;
    }

    private Role Of(string word) => TryFind(word) ?? Role.Both;
}
