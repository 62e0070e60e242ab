namespace Mqtt5Gen.Broker;

/// <summary>A user of an <see cref="AccessList"/>.</summary>
/// <param name="UserName">The User Name that its clients give in CONNECT (3.1.3.5).</param>
/// <param name="Password">What its Password is checked against; null: it is not let in by a Password (by another authenticator, perhaps).</param>
/// <param name="Rules">What it may do: what one of them allows and none denies.</param>
public sealed record UserAccess(string UserName, PasswordHash? Password, params IReadOnlyList<TopicRule> Rules);
