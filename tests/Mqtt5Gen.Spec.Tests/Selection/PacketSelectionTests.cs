using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Selection;
using Mqtt5Gen.Spec.Tests.Linking;

namespace Mqtt5Gen.Spec.Tests.Selection;

/// <summary>A protocol with some of its packets.</summary>
public sealed class PacketSelectionTests
{
    private static readonly Protocol Whole = TinySpec.Link().Protocol!;

    [Theory]
    [InlineData("NEWS", "News")]
    [InlineData("news", "News")]
    [InlineData(" News ; NEWS, news", "News")]
    [InlineData("HELLO,NEWS", "Hello News")]
    [InlineData("NEWS HELLO", "Hello News")]
    [InlineData("", "Hello News")]
    public void APacketIsChosenByItsName(string words, string packets) =>
        Assert.Equal(packets.Split(' '), Select(words).Packets.Select(packet => packet.Spelled));

    [Fact]
    public void APropertyOfNoChosenPacketIsGone()
    {
        Assert.Equal(["Colour"], Select("HELLO").Properties.Select(property => property.Name));
        Assert.Equal(["Alias", "Colour"], Select("NEWS").Properties.Select(property => property.Name));
    }

    [Fact]
    public void WhatAnotherPacketAnnouncesCanBeToldByHand()
    {
        var protocol = Select("NEWS");

        Assert.Equal(["Limit", "Shade"], protocol.Announced.Select(value => value.Name));
        Assert.All(protocol.Announced, value => Assert.Empty(value.From));
        Assert.Single(protocol.Packets[0].Limits, _ => true);
    }

    [Fact]
    public void RulesAndReasonCodesKeepTheirNumbers()
    {
        Assert.Equal(Whole.Rules, Select("HELLO").Rules);
        Assert.Equal(Whole.ReasonCodes, Select("HELLO").ReasonCodes);
    }

    [Fact]
    public void EveryNameThatNoPacketHasIsTold()
    {
        var result = SelectionReader.OfPackets(Whole, "NEWS,HALLO,Bye", "Packets of tiny.yaml");

        Assert.Null(result.Protocol);
        Assert.Equal(
            [
                "Found 'HALLO' in Packets of tiny.yaml, expected packets of Tiny (HELLO, NEWS). Did you mean 'HELLO'?",
                "Found 'Bye' in Packets of tiny.yaml, expected packets of Tiny (HELLO, NEWS).",
            ],
            result.Diagnostics.Select(diagnostic => diagnostic.Message));
        Assert.All(result.Diagnostics, diagnostic => Assert.Equal(DiagnosticIds.WrongSetting, diagnostic.Id));
    }

    private static Protocol Select(string words)
    {
        var result = SelectionReader.OfPackets(Whole, words, "Packets");
        Assert.Empty(result.Diagnostics);
        return result.Protocol!;
    }
}
