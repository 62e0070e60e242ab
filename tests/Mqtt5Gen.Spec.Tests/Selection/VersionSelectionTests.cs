using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Selection;
using Mqtt5Gen.Spec.Tests.Linking;

namespace Mqtt5Gen.Spec.Tests.Selection;

/// <summary>A protocol in some of its versions is one that never had the others.</summary>
public sealed class VersionSelectionTests
{
    private const string Check = "{ if: Level = 0, then: not Dup, rule: T-1 }";

    private static readonly Protocol Whole = TinySpec.Link().Protocol!;

    [Fact]
    public void WhatTheVersionLacksIsGone()
    {
        var (hello, news) = Packets("1.0");

        Assert.Equal(["Magic", "Version", "Depth"], hello.Fields.Select(field => field.Name));
        Assert.Equal(["Topic", "Id", "Entries"], news.Fields.Select(field => field.Name));
        Assert.Empty(hello.PropertySets.Concat(news.PropertySets));
        Assert.Empty(hello.ReasonCodes.Concat(news.ReasonCodes));
        Assert.Empty(news.Shed);
        Assert.DoesNotContain(news.Fields[0].Shapes, shape => shape.Shape is Shape.NoWildcards);
        Assert.Empty(Select("1.0").Properties);
    }

    [Fact]
    public void WhatOnlyTheOthersHaveIsGone()
    {
        var (hello, news) = Packets("2.0+");

        Assert.Equal("NEW", Assert.Single(hello.Fields[0].Value, _ => true).Text);
        Assert.Equal(Role.Both, Assert.Single(news.SentBy, _ => true).Role);
        Assert.Empty(news.ReturnCodes);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("2.0")]
    [InlineData("2.1")]
    [InlineData("2.0-2.1")]
    public void NothingIsAskedThatTheChoiceAnswers(string versions)
    {
        var (hello, news) = Packets(versions);
        var ranges = new[] { hello, news }.SelectMany(packet => (VersionRange[])
        [
            packet.Versions, .. packet.SentBy.Select(sender => sender.Versions), .. packet.Flags.Select(bit => bit.Versions), .. packet.ReturnCodes.Select(code => code.Versions),
            .. packet.Fields.SelectMany(field => field.Value.Select(text => text.Versions).Concat(field.Shapes.Select(shape => shape.Versions)).Append(field.Versions)),
        ]);

        Assert.All(ranges, range => Assert.Equal(VersionRange.All, range));
    }

    [Fact]
    public void WhatTheChoiceLeavesOpenIsAsked()
    {
        var news = Packets("1.0-2.0").News;

        Assert.Equal("2.0", news.Fields.Single(field => field.Name == "Code").Versions.From?.Name);
        Assert.Null(news.Fields.Single(field => field.Name == "Code").Versions.To);
        Assert.Equal(["1.0", "2.0"], Select("1.0-2.0").Versions.Select(version => version.Name));
    }

    [Fact]
    public void AllVersionsAreTheProtocolItself() => Assert.Same(Whole, SelectionReader.InVersions(Whole, "1.0-2.1", "Versions").Protocol);

    [Fact]
    public void WhatNobodyCanAnnounceIsNoLimit()
    {
        Assert.Equal(["Limit"], Select("1.0").Announced.Select(value => value.Name));
        Assert.Equal(["Limit", "Shade"], Select("2.0").Announced.Select(value => value.Name));
        Assert.Single(Packets("1.0").News.Limits, _ => true);
        Assert.Empty(Packets("1.0", "keep: Level <= Limit", "keep: Level <= Shade").News.Limits);
    }

    [Theory]
    [InlineData("{ then: Colour is absent, rule: T-1 }")]
    [InlineData("{ if: Colour is present, then: Dup, rule: T-1 }")]
    [InlineData("{ if: Dup and Alias is present, then: Retain, rule: T-1 }")]
    [InlineData("{ then: Code = Fine, rule: T-1 }")]
    [InlineData("{ then: Colour = 1, rule: T-1 }")]
    [InlineData("{ if: Code = Bad, then: Dup, rule: T-1 }")]
    [InlineData("{ then: not Dup, versions: 2.0+, rule: T-1 }")]
    public void ACheckThatTheVersionKeepsByItselfIsGone(string check) => Assert.Empty(Packets("1.0", Check, check).News.Checks);

    [Theory]
    [InlineData("{ then: Colour is present, rule: T-1 }")]
    [InlineData("{ if: Dup, then: Retain and Alias is present, rule: T-1 }")]
    [InlineData("{ then: Code != Fine, rule: T-1 }")]
    [InlineData("{ then: Colour = 0, rule: T-1 }")]
    public void ACheckThatTheVersionCannotKeepIsAlwaysBroken(string check) =>
        Assert.Equal(TermKind.Never, Assert.Single(Assert.Single(Packets("1.0", Check, check).News.Checks, _ => true).Then.Terms, _ => true).Kind);

    [Theory]
    [InlineData("{ if: Dup and Alias is absent, then: Retain, rule: T-1 }", "Dup", "Retain")]
    [InlineData("{ if: Alias is absent, then: Retain, rule: T-1 }", null, "Retain")]
    [InlineData("{ then: Colour = 1 and Retain, rule: T-1 }", null, "Retain")]
    public void OfAConditionIsLeftWhatThePacketDecides(string check, string? when, string then)
    {
        var left = Assert.Single(Packets("1.0", Check, check).News.Checks, _ => true);

        Assert.Equal(when, left.If?.Terms.Single().Left.Name);
        Assert.Equal(then, left.Then.Terms.Single().Left.Name);
    }

    [Fact]
    public void AFieldOnAConditionThatCannotHoldIsGoneAndWhatNamesIt()
    {
        const string Id = "{ name: Id, type: id, if: Level > 0 }";
        const string Later = "{ name: Extra, type: reason-code, versions: 2.0+, when-omitted: Fine }";

        var news = Packets("1.0", Id, Later + "\n  - { name: Id, type: id, if: Extra != Fine }\n  - { name: Last, type: id, if: Id is present }").News;

        Assert.Equal(["Topic", "Entries"], news.Fields.Select(field => field.Name));
    }

    private static (Packet Hello, Packet News) Packets(string versions, string? piece = null, string edit = "")
    {
        var packets = Select(versions, piece is null ? Whole : TinySpec.LinkWhole(piece, edit)).Packets;
        return (packets[0], packets[1]);
    }

    private static Protocol Select(string versions) => Select(versions, Whole);

    private static Protocol Select(string versions, Protocol protocol)
    {
        var result = SelectionReader.InVersions(protocol, versions, "Versions");
        Assert.Empty(result.Diagnostics);
        return result.Protocol!;
    }
}
