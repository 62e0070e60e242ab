using System.Text;
using Mqtt5Gen.Broker.Tests.Harness;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Access;

public sealed class AccessListTests
{
    private static readonly PasswordHash Password = PasswordHash.Of("pw"u8, iterations: 1);

    [Theory]
    [InlineData("ann", "pw", ReasonCode.Success)]
    [InlineData("ann", "wrong", ReasonCode.BadUserNameOrPassword)]
    [InlineData("ann", null, ReasonCode.BadUserNameOrPassword)]
    [InlineData("nobody", "pw", ReasonCode.BadUserNameOrPassword)]
    [InlineData("nobody", "", ReasonCode.BadUserNameOrPassword)]
    [InlineData("tokens only", "", ReasonCode.BadUserNameOrPassword)]
    [InlineData(null, null, ReasonCode.NotAuthorized)]
    public async Task APasswordLetsIn(string? user, string? password, ReasonCode reason)
    {
        var list = new AccessList([new("ann", Password), new("tokens only", null)]);
        Assert.Equal(reason, (await AuthenticateAsync(list, user, password)).Reason);
    }

    [Fact]
    public async Task WhereNobodyHasAPasswordNobodyGetsInWithout()
    {
        var list = new AccessList([new("ann", null)]);
        Assert.False((await AuthenticateAsync(list, "ann", "")).IsAccepted);
        Assert.False((await AuthenticateAsync(list, "bob", "")).IsAccepted);
    }

    [Fact]
    public async Task ClientsWithoutANameMayBeLetIn()
    {
        var list = new AccessList([], anonymous: [new("public/#")]);
        Assert.True((await AuthenticateAsync(list, null, null)).IsAccepted);
        Assert.True(list.MayPublish(Of(null), "public/x"u8, default, default));
        Assert.False(list.MayPublish(Of(null), "x"u8, default, default));
        Assert.False(list.MayPublish(Of("ann"), "public/x"u8, default, default));
    }

    [Theory]
    [InlineData("a/b/#", true)]
    [InlineData("a/b/+", true)]
    [InlineData("a", true)] // # includes the parent
    [InlineData("a/#", false)] // it holds a/secret, which is denied
    [InlineData("a/+", false)]
    [InlineData("#", false)]
    [InlineData("+/b", false)]
    [InlineData("+", false)]
    [InlineData("b", false)]
    [InlineData("$share/g/a/b", true)]
    [InlineData("$share/g/#", false)]
    [InlineData("$share/g/$SYS/#", false)]
    [InlineData("a/secret", false)]
    [InlineData("a/secret/x", false)]
    [InlineData("c/+", true)]
    public void TheAccessListIsAppliedToSubscribe(string filter, bool isAllowed)
    {
        var list = new AccessList([new("ann", Password, new("a/#"), new("c/+", TopicRights.Subscribe), new("d", TopicRights.Publish), new("a/secret/#", TopicRights.Subscribe, IsDenied: true))]);
        var broker = new TestBroker(access: new() { Authenticator = new FakeAuthenticator(_ => AuthenticationResult.Accepted), Authorizer = list });
        var client = broker.Connect(new Connect { ClientId = "c", CleanStart = true, UserName = "ann" });

        Assert.Equal(isAllowed ? ReasonCode.GrantedQoS0 : ReasonCode.NotAuthorized, Assert.Single(client.Subscribe(filter).ReasonCodes));
    }

    [Theory]
    [InlineData("a/b", true)]
    [InlineData("a/secret", true)] // that is denied to subscribers
    [InlineData("c/x", false)]
    [InlineData("d", true)]
    [InlineData("d/x", false)]
    [InlineData("$SYS/x", false)]
    public void TheAccessListIsAppliedToPublish(string topic, bool isAllowed)
    {
        var list = new AccessList([new("ann", Password, new("a/#"), new("c/+", TopicRights.Subscribe), new("d", TopicRights.Publish), new("a/secret/#", TopicRights.Subscribe, IsDenied: true))]);
        Assert.Equal(isAllowed, list.MayPublish(Of("ann"), Encoding.UTF8.GetBytes(topic), default, default));
    }

    [Fact]
    public void NamesAreMembersOfPatterns()
    {
        var list = new AccessList([new("ann", Password, new TopicRule("from/%u/%c/#"))]);
        Assert.True(list.MayPublish(Of("ann", "c1"), "from/ann/c1/x"u8, default, default));
        Assert.False(list.MayPublish(Of("ann", "c2"), "from/ann/c1/x"u8, default, default));
        Assert.True(list.MaySubscribe(Of("ann", "c1"), "from/ann/c1/+"u8, default));
        Assert.False(list.MaySubscribe(Of("ann", "c1"), "from/ann/+/x"u8, default));
    }

    [Theory]
    [InlineData("+")]
    [InlineData("#")]
    [InlineData("a/b")]
    [InlineData("$SYS")]
    [InlineData("")]
    public void AClientIdentifierThatMeansSomethingInAPatternOpensNothing(string clientId)
    {
        var list = new AccessList([new("ann", Password, new TopicRule("%c/#"), new TopicRule("open"))]);
        foreach (var topic in new[] { "a/b", "a/b/c", "$SYS/x", "open", "/x" })
        {
            Assert.False(list.MayPublish(Of("ann", clientId), Encoding.UTF8.GetBytes(topic), default, default));
            Assert.False(list.MaySubscribe(Of("ann", clientId), Encoding.UTF8.GetBytes(topic), default));
        }
    }

    [Theory]
    [InlineData("a/#/b", "'a/#/b' is not a Topic Filter")]
    [InlineData("", "'' is not a Topic Filter")]
    [InlineData("x%u+/#", "'x%u+/#' is not a Topic Filter")]
    [InlineData("$share/g/a", "'$share/g/a' is shared; a rule for Shared Subscriptions is one for the filter inside")]
    public void WhatIsNoPatternIsTold(string pattern, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new AccessList([new("ann", Password, new TopicRule(pattern))]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AUserThatCannotBeALevelIsTold()
    {
        Assert.Contains("'a+b' cannot be a level", Assert.Throws<ArgumentException>(() => new AccessList([new("a+b", Password, new TopicRule("%u/#"))])).Message, StringComparison.Ordinal);
        Assert.Contains("names the user", Assert.Throws<ArgumentException>(() => new AccessList([], anonymous: [new("%u/#")])).Message, StringComparison.Ordinal);
        Assert.Contains("'ann' is there twice", Assert.Throws<ArgumentException>(() => new AccessList([new("ann", Password), new("ann", null)])).Message, StringComparison.Ordinal);
    }

    private static async Task<AuthenticationResult> AuthenticateAsync(AccessList list, string? user, string? password)
    {
        var request = new ConnectRequest
        {
            ClientId = "c",
            UserName = user is null ? (Wire.Utf8String?)null : user,
            Password = password is null ? (Wire.Bytes?)null : Encoding.UTF8.GetBytes(password),
            Version = ProtocolVersion.V5,
            Connection = new("test", null, true),
        };
        return await list.AuthenticateAsync(request, TestContext.Current.CancellationToken);
    }

    private static Principal Of(string? user, string clientId = "c") =>
        new() { ClientId = clientId, UserName = user is null ? (Wire.Utf8String?)null : user, Version = ProtocolVersion.V5, Connection = new("test", null, true) };
}
