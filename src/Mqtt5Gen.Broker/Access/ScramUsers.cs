using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>Credentials in memory.</summary>
/// <param name="users">Users and their credentials.</param>
public sealed class ScramUsers(IEnumerable<KeyValuePair<string, ScramCredential>> users) : IScramCredentials
{
    private readonly Dictionary<Utf8String, ScramCredential> _users = users.ToDictionary(user => (Utf8String)user.Key, user => user.Value);

    /// <inheritdoc/>
    public ValueTask<ScramCredential?> FindAsync(Utf8String userName, CancellationToken cancellation) => new(_users.GetValueOrDefault(userName));
}
