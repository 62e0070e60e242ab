using System.Runtime.CompilerServices;
using Mqtt5Gen.Broker.Access;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>Users with passwords and rules, in memory: an authenticator, and an authorizer also for clients that another authenticator or method let in.</summary>
/// <remarks>
/// A subscription is allowed where one rule allows all topics that its filter matches, and none that it matches is denied: <c>#</c> is refused to whom
/// only <c>a/#</c> is allowed. Who is not in the list may do nothing.
/// </remarks>
public sealed class AccessList : IAuthenticator, IAuthorizer
{
    private static readonly AuthenticationResult Refused = AuthenticationResult.Refuse(ReasonCode.BadUserNameOrPassword);
    private static readonly AuthenticationResult Unknown = AuthenticationResult.Refuse(ReasonCode.NotAuthorized);

    private readonly Dictionary<Utf8String, UserAccess> _users = [];
    private readonly UserAccess? _anonymous;
    private readonly PasswordHash _decoy;
    private readonly ConditionalWeakTable<Principal, AccessGrants> _grants = new();

    /// <summary>A list of users.</summary>
    /// <param name="users">The users, each once.</param>
    /// <param name="anonymous">What clients without a User Name may do; null: they are not let in.</param>
    /// <exception cref="ArgumentException">A user is there twice, or a rule is not a Topic Filter.</exception>
    public AccessList(IEnumerable<UserAccess> users, IReadOnlyList<TopicRule>? anonymous = null)
    {
        ArgumentNullException.ThrowIfNull(users);
        foreach (var user in users)
        {
            if (!_users.TryAdd(user.UserName, user)) throw new ArgumentException($"The user '{user.UserName}' is there twice.", nameof(users));
            Check(user.Rules, user.UserName, nameof(users));
        }

        Check(anonymous ?? [], userName: null, nameof(anonymous));
        _anonymous = anonymous is null ? null : new UserAccess("", null, anonymous);
        _decoy = _users.Values.Select(user => user.Password).OfType<PasswordHash>().FirstOrDefault() ?? PasswordHash.Of([]);
    }

    /// <inheritdoc/>
    public ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.UserName is { } userName) return AuthenticateAsync(userName, request.Password ?? default);
        return new(_anonymous is null ? Unknown : AuthenticationResult.Accepted);
    }

    /// <inheritdoc/>
    public bool MayPublish(Principal principal, ReadOnlySpan<byte> topic, QoS qos, bool retain) => GrantsOf(principal).MayPublish(topic);

    /// <inheritdoc/>
    public bool MaySubscribe(Principal principal, ReadOnlySpan<byte> filter, QoS qos) => GrantsOf(principal).MaySubscribe(filter);

    private static void Check(IEnumerable<TopicRule> rules, string? userName, string parameter)
    {
        foreach (var rule in rules)
        {
            if (rule.FaultFor(userName) is { } fault) throw new ArgumentException($"The rule {fault}.", parameter);
        }
    }

    private async ValueTask<AuthenticationResult> AuthenticateAsync(Utf8String userName, Bytes password)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // a hash takes long on purpose; the thread that reads is needed
        var expected = _users.GetValueOrDefault(userName)?.Password;
        var isRight = (expected ?? _decoy).Verify(password); // who is not there takes as long
        return isRight && expected is not null ? AuthenticationResult.Accepted : Refused;
    }

    private AccessGrants GrantsOf(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return _grants.TryGetValue(principal, out var grants) ? grants : _grants.GetValue(principal, Find);
    }

    private AccessGrants Find(Principal principal)
    {
        var user = principal.UserName is { } userName ? _users.GetValueOrDefault(userName) : _anonymous;
        return user is null ? AccessGrants.None : AccessGrants.Of(user, principal.ClientId);
    }
}
