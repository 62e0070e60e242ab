using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Aliases;

public class TopicAliasTests
{
    [Theory] // [MQTT-3.3.2-8] [MQTT-3.3.2-9] [MQTT-3.3.2-11]
    [InlineData(0)]
    [InlineData(6)]
    public void AnAliasOutsideTheMaximumIsInvalid(ushort alias)
    {
        var aliases = new InboundTopicAliases(5);
        Assert.Equal(ReasonCode.TopicAliasInvalid, aliases.Resolve(alias, "a"u8, out _));
    }

    [Fact]
    public void NoAliasIsValidWhereNoneWasAnnounced() =>
        Assert.Equal(ReasonCode.TopicAliasInvalid, new InboundTopicAliases(0).Resolve(1, "a"u8, out _));

    [Theory] // [MQTT-3.3.2-10] [MQTT-3.3.2-12]
    [InlineData(1)]
    [InlineData(5)]
    public void AnAliasUpToTheMaximumIsSetAndFollowed(ushort alias)
    {
        var aliases = new InboundTopicAliases(5);
        Assert.Equal(ReasonCode.Success, aliases.Resolve(alias, "a/b"u8, out var set));
        Assert.Equal(ReasonCode.Success, aliases.Resolve(alias, [], out var followed));
        Assert.Equal("a/b"u8, set.Span);
        Assert.Equal("a/b"u8, followed.Span);
    }

    [Fact] // 3.3.4
    public void AnAliasThatWasNotSetIsAProtocolErrorWithoutATopicName()
    {
        var aliases = new InboundTopicAliases(5);
        aliases.Resolve(1, "a"u8, out _);
        Assert.Equal(ReasonCode.ProtocolError, aliases.Resolve(2, [], out _));
        Assert.Equal(ReasonCode.ProtocolError, aliases.Resolve(5, [], out _));
    }

    [Fact] // 3.3.4
    public void ANewTopicNameChangesTheMappingAndLeavesTheOldBytes()
    {
        var aliases = new InboundTopicAliases(5);
        aliases.Resolve(1, "a"u8, out var old);
        aliases.Resolve(1, "b"u8, out _);
        aliases.Resolve(1, [], out var current);
        Assert.Equal("a"u8, old.Span);
        Assert.Equal("b"u8, current.Span);
    }

    [Fact] // [MQTT-3.1.2-27] [MQTT-3.2.2-18]
    public void APeerThatAnnouncedNoneGetsNoAlias() =>
        Assert.Equal(TopicAliasChoice.None, new OutboundTopicAliases(0).Choose("a"u8));

    [Fact] // [MQTT-3.3.2-8]
    public void TheFirstPacketSetsTheMappingAndTheNextUsesIt()
    {
        var aliases = new OutboundTopicAliases(2);
        var first = aliases.Choose("a"u8);
        Assert.Equal(new(1, IsNew: true), first);
        Assert.True(first.CarriesTopicName);
        aliases.Established(first, "a"u8);

        var next = aliases.Choose("a"u8);
        Assert.Equal(new(1, IsNew: false), next);
        Assert.False(next.CarriesTopicName);
    }

    [Fact]
    public void APacketThatWasNotSentSetsNothing()
    {
        var aliases = new OutboundTopicAliases(2);
        aliases.Choose("a"u8);
        Assert.True(aliases.Choose("a"u8).IsNew);
        Assert.Equal(1, aliases.Choose("b"u8).Alias);
    }

    [Fact] // [MQTT-3.3.2-9] [MQTT-3.3.2-11] [MQTT-3.1.2-26] [MQTT-3.2.2-17]
    public void NoAliasIsAboveTheMaximumOfThePeer()
    {
        var aliases = new OutboundTopicAliases(2);
        aliases.Established(aliases.Choose("a"u8), "a"u8);
        aliases.Established(aliases.Choose("b"u8), "b"u8);
        Assert.Equal(TopicAliasChoice.None, aliases.Choose("c"u8));
        Assert.True(aliases.Choose("c"u8).CarriesTopicName);
        Assert.Equal(2, aliases.Choose("b"u8).Alias);
    }

    [Fact]
    public void WhatOneEndChoosesTheOtherResolves()
    {
        var outbound = new OutboundTopicAliases(3);
        var inbound = new InboundTopicAliases(3);
        foreach (var topic in new[] { "a", "b", "a", "c", "d", "d", "c", "b" })
        {
            var name = System.Text.Encoding.UTF8.GetBytes(topic);
            var choice = outbound.Choose(name);
            outbound.Established(choice, name);
            if (choice.Alias == 0) continue;
            Assert.Equal(ReasonCode.Success, inbound.Resolve(choice.Alias, choice.CarriesTopicName ? name : [], out var resolved));
            Assert.Equal(name, resolved.ToArray());
        }
    }
}
