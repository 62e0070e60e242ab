using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>Topics, and what may or may not be done with them.</summary>
/// <param name="Pattern">
/// A Topic Filter (4.7), in which <c>%c</c> stands for the client's Client Identifier and <c>%u</c> for its user. To a client whose Client Identifier holds
/// <c>+</c>, <c>#</c> or <c>/</c>, or begins with <c>$</c>, nothing is allowed by any rule if one of its rules has <c>%c</c>.
/// </param>
/// <param name="Rights">What it is about.</param>
/// <param name="IsDenied">Whether that is denied, whatever other rules allow.</param>
public sealed record TopicRule(string Pattern, TopicRights Rights = TopicRights.Both, bool IsDenied = false)
{
    private const string Client = "%c";
    private const string User = "%u";

    internal bool NamesClient => Pattern.Contains(Client, StringComparison.Ordinal);

    private bool NamesUser => Pattern.Contains(User, StringComparison.Ordinal);

    /// <summary>Whether a name can stand in a topic as one level, or as a part of one, and means nothing there.</summary>
    internal static bool IsPlain(string name) => name.Length > 0 && name[0] != '$' && name.AsSpan().IndexOfAny("+#/") < 0;

    /// <summary>Null, or why it is no rule for this user; null is a user without name.</summary>
    internal string? FaultFor(string? userName)
    {
        if (NamesUser && (userName is null || !IsPlain(userName))) return $"'{Pattern}' names the user, and '{userName}' cannot be a level of a topic";

        var filter = FilterFor("client", userName);
        if ((TextShapes.FlawsOf(filter) & ~TextFlaws.HasWildcards) != TextFlaws.None) return $"'{Pattern}' is not a Topic Filter";
        return TextShapes.IsShared(filter) ? $"'{Pattern}' is shared; a rule for Shared Subscriptions is one for the filter inside" : null;
    }

    internal Utf8String FilterFor(string clientId, string? userName) =>
        Pattern.Replace(Client, clientId, StringComparison.Ordinal).Replace(User, userName, StringComparison.Ordinal);
}
