using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Tests.Linking;

public sealed class LinkedProtocolTests
{
    private static readonly ProtocolVersion First = new("1.0", 1);
    private static readonly ProtocolVersion Second = new("2.0", 2);
    private static readonly RuleRef Plain = new("TopicIsPlain", "T-1");
    private static readonly RuleRef Complete = new("IsComplete", null);

    private readonly Protocol _protocol = TinySpec.Link().Protocol!;

    private Packet Hello => _protocol.Packets[0];

    private Packet News => _protocol.Packets[1];

    [Fact]
    public void PacketsStandByTypePropertiesByIdAndReasonCodesByCode()
    {
        Assert.Equal(["Hello", "News"], _protocol.Packets.Select(packet => packet.Spelled));
        Assert.Equal(["Alias", "Colour"], _protocol.Properties.Select(property => property.Name));
        Assert.Equal(["Fine", "Bad"], _protocol.ReasonCodes.Select(code => code.Name));
        Assert.Equal([(0, Role.Server), (0x80, Role.Both)], News.ReasonCodes.Select(use => (use.Code, use.SentBy)));
        Assert.Equal(["Alias", "Colour"], News.PropertySets[0].Properties.Select(property => property.Name));
    }

    [Fact]
    public void TheOrderOfTheFilesDoesNotMatter()
    {
        const string More = "rules:\n  - { id: T-4, name: More, section: '9', actor: both, kept-by: broker }\n";
        var first = TinySpec.LinkWith("spec/more.yaml", More, isFirst: true);

        Assert.NotNull(first.Protocol);
        Assert.Equal("T-4", first.Protocol.Rules[0].Id);
        Assert.Equal(first, TinySpec.LinkWith("spec/more.yaml", More, isFirst: false));
    }

    [Fact]
    public void StatementsStandBeforeThoseOfOtherStandardsAndThoseBeforeErrors()
    {
        var protocol = TinySpec.LinkWhole(
            "  - { id: T-1,",
            "  - { id: old/T-1, name: Older, section: '1', actor: both, kept-by: broker }\n  - { id: T-1,");

        Assert.Equal(["T-1", "T-2", "T-3", "old/T-1", null], protocol.Rules.Select(rule => rule.Id).Take(5));
        Assert.Equal(new RuleRef("Older", "old/T-1"), protocol.Rules[3].Ref);
    }

    [Fact]
    public void AnErrorThatIsAStatementAnswersIt()
    {
        Assert.Equal("Bad", _protocol.Rules[0].Answer);
        Assert.Null(_protocol.Rules[2].Answer);
    }

    [Fact]
    public void ACodecRuleWithoutAnAnswerIsAnsweredAsTheProtocolSays()
    {
        var protocol = TinySpec.LinkWhole("roles: [client, server]", "roles: [client, server]\nanswer: Fine");

        Assert.Equal("Fine", protocol.Rules.Single(rule => rule.Name == "IsComplete").Answer);
        Assert.Equal("Bad", protocol.Rules.Single(rule => rule.Name == "DepthIsKept").Answer);
        Assert.Null(protocol.Rules.Single(rule => rule.Name == "SessionsAreKept").Answer);
    }

    [Fact]
    public void VersionsAreOpenWhereTheSurroundingRangeDecides()
    {
        Assert.Equal([new(Role.Client, new(null, First)), new Sender(Role.Both, new(Second, null))], News.SentBy);
        Assert.Equal(new VersionRange(Second, null), Hello.Fields[3].Versions);
        Assert.Equal([new("OLD", new(null, First)), new FixedText("NEW", new(Second, null))], Hello.Fields[0].Value);
        Assert.Equal(new VersionRange(null, First), News.ReturnCodes[0].Versions);

        var narrowed = TinySpec.LinkWhole("- { name: Topic, type: topic,", "- { name: Topic, versions: 2.0+, type: topic,").Packets[1].Fields[0];
        Assert.Equal(new VersionRange(Second, null), narrowed.Versions);
        Assert.Equal([VersionRange.All, VersionRange.All], narrowed.Shapes.Select(shape => shape.Versions));
        Assert.Equal(new VersionRange(Second, null), News.Fields[0].Shapes[1].Versions);
    }

    [Fact]
    public void AShapeOfOtherVersionsThanItsFieldIsLeftOut()
    {
        var field = TinySpec.LinkWhole("- { name: Topic, type: topic,", "- { name: Topic, versions: \"1.0\", type: topic,").Packets[1].Fields[0];

        Assert.Equal([Shape.NotEmpty], field.Shapes.Select(shape => shape.Shape));
    }

    [Fact]
    public void AFieldBreaksItsOwnRuleWhereItHasOne()
    {
        Assert.Equal(Complete, News.Fields[1].Missing);
        Assert.Equal(Plain, TinySpec.LinkWhole("if: Level > 0", "if: Level > 0, rule: T-1").Packets[1].Fields[1].Missing);
        Assert.Equal(new RuleRef("IdIsNotZero", null), News.Fields[1].BadValue);
        Assert.Equal(Plain, TinySpec.LinkWhole("if: Level > 0", "if: Level > 0, breaks: { range: T-1 }").Packets[1].Fields[1].BadValue);
        Assert.Equal(new RuleRef("CodeIsKnown", null), News.Fields[2].BadValue);
        Assert.Equal(Plain, TinySpec.LinkWhole("when-omitted: Fine", "when-omitted: Fine, breaks: { range: T-1 }").Packets[1].Fields[2].BadValue);
        Assert.Equal([Plain, Plain], News.Fields[0].Shapes.Select(shape => shape.Rule));
    }

    [Fact]
    public void TheRuleOfFixedContentIsAboutTheContent()
    {
        Assert.Equal((Complete, Plain), (Hello.Fields[0].Missing, Hello.Fields[0].BadValue));
        Assert.Equal((Complete, Plain, true), (Hello.Fields[1].Missing, Hello.Fields[1].BadValue, Hello.Fields[1].SetsVersion));
    }

    [Fact]
    public void ARangeIsTheFieldsOwnOrElseItsTypes()
    {
        Assert.Equal(new Bounds(1, 65535), News.Fields[1].In);
        Assert.Equal(new Bounds(2, 3), TinySpec.LinkWhole("if: Level > 0", "if: Level > 0, in: 2..3").Packets[1].Fields[1].In);
        Assert.Null(Hello.Fields[2].In);
    }

    [Fact]
    public void AGroupRepeatsItsItem()
    {
        var entries = News.Fields[4];

        Assert.Null(entries.Type);
        Assert.Equal((1, Plain, "Entry"), (entries.Each!.AtLeast, entries.Each.TooFew, entries.Each.Item!.Name));
        Assert.Equal(["Filter", "Options"], entries.Each.Item.Fields.Select(field => field.Name));
        Assert.Equal(TermKind.IsShared, entries.Each.Item.Checks[0].If!.Terms[0].Kind);
    }

    [Fact]
    public void APlainTypeRepeatsItself()
    {
        var protocol = TinySpec.LinkWhole("type: properties, versions: 2.0+ }", "type: properties, versions: 2.0+ }\n  - { name: Codes, each: reason-code }");

        var codes = protocol.Packets[0].Fields[4];
        Assert.Equal((WireBase.ReasonCode, 0, Complete), (codes.Type!.Base, codes.Each!.AtLeast, codes.Each.TooFew));
        Assert.Null(codes.Each.Item);
    }

    [Fact]
    public void BitsStandFromTheHighest()
    {
        Assert.Equal([(3, 3, "Dup"), (2, 1, "Level"), (0, 0, "Retain")], News.Flags.Select(bit => (bit.High, bit.Low, bit.Name)));
        Assert.Equal([null, "QoS", null], News.Flags.Select(bit => bit.Type?.Spelled));
        Assert.Equal((3, 0, 0), (Hello.Flags[0].High, Hello.Flags[0].Low, Hello.Flags[0].Value));
        Assert.Equal(new RuleRef("FlagsAreFixed", null), Hello.Flags[0].Rule);
    }

    [Fact]
    public void ABitMayMeanThatAFieldIsPresent()
    {
        const string Told = "- { name: Bits, type: u8, bits: { 7-1: { value: 0, rule: T-1 }, 0: { name: HasId, means: Id is present } } }\n  - { name: Id, type: id, if: HasId }";
        var protocol = TinySpec.LinkWhole("- { name: Id, type: id, if: Level > 0 }", Told);

        Assert.Equal("Id", protocol.Packets[1].Fields[1].Bits[1].Means);
        TinySpec.FindOne(DiagnosticIds.Condition, "3: { name: Dup }", "3: { name: Dup, means: [|Id is present|] }");
        TinySpec.FindOne(DiagnosticIds.UnknownMember, "3: { name: Dup }", "3: { name: Dup, means: '[|Ie|] is present' }");
        TinySpec.FindOne(DiagnosticIds.Condition, "3: { name: Dup }", "3: { name: Dup, means: [|Id is empty|] }");
    }

    [Fact]
    public void APropertyIsAsItsPlaceSays()
    {
        var alias = News.PropertySets[0].Properties[0];
        var colour = Hello.PropertySets[0].Properties[0];

        Assert.Equal((true, "Aliases", Role.Both, Plain), (alias.Repeats, alias.Plural, alias.SentBy, alias.WrongSender));
        Assert.Equal((false, "Colours", Role.Client), (colour.Repeats, colour.Plural, colour.SentBy));
        Assert.Equal(new RuleRef("SenderIsRight", null), colour.WrongSender);
        Assert.Equal(("1", new Bounds(0, 1)), (colour.WhenAbsent, colour.In));
        Assert.Null(alias.WhenAbsent);
    }

    [Fact]
    public void AbsenceMayMeanSomethingElseInOnePlace()
    {
        var protocol = TinySpec.LinkWhole("{ in: HELLO, sent-by: client }", "{ in: HELLO, sent-by: client, when-absent: 0x0 }");

        Assert.Equal("0", protocol.Packets[0].PropertySets[0].Properties[0].WhenAbsent);
        Assert.Equal("1", protocol.Packets[1].PropertySets[0].Properties[1].WhenAbsent);
        Assert.Equal("0", protocol.Announced[1].WhenAbsent);
    }

    [Fact]
    public void AFurtherPropertySetIsNamedByItsField()
    {
        var protocol = TinySpec.LinkWhole(
            "- { name: Topic, type: topic,",
            "- { name: Legacy, type: properties, set: WILL, versions: \"1.0\" }\n  - { name: Topic, type: topic,");

        Assert.Equal(["Will", "News"], protocol.Packets[1].PropertySets.Select(set => set.Spelled));
        Assert.Equal("Will", protocol.Packets[1].Fields[0].PropertySet);
        Assert.Empty(protocol.Packets[1].PropertySets[0].Properties);
    }

    [Fact]
    public void WhatIsAnnouncedKnowsItsSources()
    {
        Assert.Equal(new AnnouncedSource("Hello", "Depth", IsProperty: false), _protocol.Announced[0].From[0]);
        Assert.Equal(new AnnouncedSource("Hello", "Colour", IsProperty: true), _protocol.Announced[1].From[0]);
        Assert.Equal(WireBase.U16, _protocol.Announced[0].Type.Base);
    }

    [Fact]
    public void ALimitIsForWhoeverSendsThePacketUnlessItSays()
    {
        Assert.Equal(Role.Both, News.Limits[0].SentBy);
        Assert.Equal(Role.Server, TinySpec.LinkWhole("rule: T-2 }", "rule: T-2, sent-by: server }").Packets[1].Limits[0].SentBy);
    }

    [Fact]
    public void APacketNamesItsFileWithoutTheMachine() => Assert.Equal("spec/packets/02-news.yaml", News.Source);

    [Fact]
    public void ANumberMayBeWrittenInThreeWays()
    {
        var protocol = TinySpec.LinkWhole("in: 1..65535", "in: 0b1..0xFf");

        Assert.Equal(new Bounds(1, 255), protocol.WireTypes.Single(type => type.Name == "id").In);
    }
}
