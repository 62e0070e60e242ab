using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Tests.Linking;

public sealed class OverlayTests
{
    [Fact]
    public void AnOverlayAddsRowsLikeTheBase()
    {
        var protocol = OverlaySpec.LinkWhole("""
            wire-types:
              - { name: percent, base: u8, in: 0..100, rule: AcmeIsKept }
            properties:
              - { id: 0x80, name: AcmeShare, type: percent, allowed: [NEWS, { in: HELLO, sent-by: client }] }
            reason-codes:
              - { code: 0xE0, name: AcmeIsTired, packets: [{ in: NEWS, sent-by: server }] }
            announced:
              - { name: AcmeShare, by: client, from: [HELLO.AcmeShare] }
            packets:
              - { packet: ACMEPING, spelled: AcmePing, type: 0, section: "A", sent-by: client, header: [{ name: Share, type: percent }] }
            """);

        Assert.Equal([0x01, 0x02, 0x80], Set(protocol, "News").Properties.Select(property => property.Id));
        Assert.Equal([0x02, 0x80], Set(protocol, "Hello").Properties.Select(property => property.Id));
        Assert.Equal(["Fine", "Bad", "AcmeIsTired"], Packet(protocol, "NEWS").ReasonCodes.Select(code => code.Name));
        Assert.Contains(protocol.Announced, announced => announced.Name == "AcmeShare");
        Assert.Equal(["AcmePing", "Hello", "News"], protocol.Packets.Select(packet => packet.Spelled));
        Assert.Equal([true, false, false], protocol.Packets.Select(packet => packet.IsAdded));
    }

    [Fact]
    public void TheRulesOfOverlaysComeAfterTheBasesInTheOrderOfTheirFiles()
    {
        var before = TinySpec.Link().Protocol!.Rules.Select(rule => rule.Name);
        var result = OverlaySpec.Link(
            ("acme/b.yaml", "overlay: Tiny\nrules:\n  - { id: B-1, name: BIsKept, section: \"B\", actor: both, kept-by: broker }\n"),
            ("acme/a.yaml", "overlay: Tiny\nrules:\n  - { id: A-1, name: AIsKept, section: \"A\", actor: both, kept-by: broker }\n"),
            ("a-first.yaml", "overlay: Tiny\nerrors:\n  - { name: FirstIsKept, section: \"A\", packets: any, kept-by: broker }\n"));

        Assert.Equal([.. before, "AIsKept", "BIsKept", "FirstIsKept"], result.Protocol!.Rules.Select(rule => rule.Name));
    }

    [Fact]
    public void WhatTheBaseHasIsAllowedInAFurtherPlace()
    {
        var protocol = OverlaySpec.LinkWhole("""
            rules:
              - { id: A-1, name: AliasIsFromTheClient, section: "A", actor: both, kept-by: codec }
            narrow:
              - { packet: NEWS, then: Level < Thrice, rule: AcmeIsKept }
            allow:
              - { property: Alias, in: [HELLO], sent-by: client, repeats: true, rule: A-1 }
              - { reason-code: Bad, in: HELLO, sent-by: server }
            """);

        var alias = Set(protocol, "Hello").Properties[0];
        Assert.Equal(("Alias", Role.Client, true, "AliasIsFromTheClient"), (alias.Name, alias.SentBy, alias.Repeats, alias.WrongSender.Name));
        Assert.Equal(new ReasonCodeUse(0x80, "Bad", Role.Server), Packet(protocol, "HELLO").ReasonCodes[1]);
    }

    [Fact]
    public void APropertyIsNarrowedWhereverItStandsOrInOnePlace()
    {
        var everywhere = OverlaySpec.LinkWhole("narrow:\n  - { property: Colour, in: 1..1, rule: AcmeIsKept }\n");
        Assert.Equal([Narrowed(1, 1)], Set(everywhere, "News").Properties[1].Narrowed);
        Assert.Equal([Narrowed(1, 1)], Set(everywhere, "Hello").Properties[0].Narrowed);

        var there = OverlaySpec.LinkWhole("narrow:\n  - { property: HELLO.Colour, in: 1..1, rule: AcmeIsKept }\n");
        Assert.Empty(Set(there, "News").Properties[1].Narrowed);
        Assert.Equal([Narrowed(1, 1)], Set(there, "Hello").Properties[0].Narrowed);
    }

    [Fact]
    public void AFieldIsNarrowedAndKeepsTheRangeOfTheBase()
    {
        var protocol = OverlaySpec.LinkWhole("narrow:\n  - { field: NEWS.Id, in: 10..20, rule: AcmeIsKept }\n");

        var id = Packet(protocol, "NEWS").Fields[1];
        Assert.Equal(new Bounds(1, 65535), id.In);
        Assert.Equal([Narrowed(10, 20)], id.Narrowed);
    }

    [Fact]
    public void TextIsNarrowedByItsLength()
    {
        var protocol = OverlaySpec.LinkWhole("narrow:\n  - { field: NEWS.Topic, length: 1..23, rule: AcmeIsKept }\n  - { field: NEWS.Entry.Filter, length: 0..9, rule: AcmeIsKept }\n");

        var news = Packet(protocol, "NEWS");
        Assert.Equal([Narrowed(1, 23) with { IsLength = true }], news.Fields[0].Narrowed);
        Assert.Equal([Narrowed(0, 9) with { IsLength = true }], news.Fields[^1].Each!.Item!.Fields[0].Narrowed);
    }

    [Fact]
    public void OverlaysNarrowTheSameOneAfterTheOther()
    {
        var result = OverlaySpec.Link(
            ("a.yaml", OverlaySpec.Head + "narrow:\n  - { field: NEWS.Id, in: 10..20, rule: AcmeIsKept }\n"),
            ("b.yaml", "overlay: Tiny\nnarrow:\n  - { field: NEWS.Id, in: 1..15, rule: T-1 }\n"));

        var id = Packet(result.Protocol!, "NEWS").Fields[1];
        Assert.Equal([Narrowed(10, 20), new(new(1, 15), new("TopicIsPlain", "T-1"))], id.Narrowed);
    }

    [Fact]
    public void APropertyIsTakenAwayAndAReasonCodeToo()
    {
        var protocol = OverlaySpec.LinkWhole("""
            narrow:
              - { property: Colour, not-in: NEWS, rule: AcmeIsKept }
              - { reason-code: AcmeIsLost, not-in: HELLO }
            """.Replace("AcmeIsLost", "Fine", StringComparison.Ordinal) + "\nallow:\n  - { reason-code: Bad, in: HELLO }\n");

        Assert.Equal("AcmeIsKept", Set(protocol, "News").Properties[1].Refused?.Name);
        Assert.Null(Set(protocol, "Hello").Properties[0].Refused);
        Assert.Equal(["Bad"], Packet(protocol, "HELLO").ReasonCodes.Select(code => code.Name));
    }

    [Fact]
    public void APacketAndItsItemsHaveFurtherChecksAndLimits()
    {
        var protocol = OverlaySpec.LinkWhole("""
            narrow:
              - { packet: NEWS, if: Dup, then: Level = Once, versions: 2.0+, rule: AcmeIsKept }
              - { packet: NEWS, keep: Id <= Limit, sent-by: server, rule: AcmeIsKept }
              - { packet: NEWS.Entry, then: Filter is not wildcard, rule: AcmeIsKept }
            """);

        var news = Packet(protocol, "NEWS");
        Assert.Equal(2, news.Checks.Count);
        Assert.Equal("AcmeIsKept", news.Checks[1].Rule.Name);
        Assert.Equal(Role.Server, news.Limits[1].SentBy);
        Assert.Equal("AcmeIsKept", news.Fields[^1].Each!.Item!.Checks[1].Rule.Name);
    }

    [Theory]
    [InlineData("overlay: [|Teeny|]\n", "Found an overlay of 'Teeny', expected 'Tiny', the protocol that it adds to. Did you mean 'Tiny'?")]
    [InlineData("overlay: [|MQTT|]\nproperties: []\n", "Found an overlay of 'MQTT', expected 'Tiny', the protocol that it adds to.")]
    public void AnOverlayOfAnotherProtocolIsReported(string text, string message) =>
        Assert.Equal(message, OverlaySpec.FindOne(DiagnosticIds.OverlayBase, text));

    [Fact]
    public void AnOverlayWithoutItsBaseIsReported()
    {
        var result = SpecLinker.Link(new([SpecFile.Parse("acme.yaml", "overlay: MQTT\n")]));

        var diagnostic = Assert.Single(result.Diagnostics, _ => true);
        Assert.Equal((DiagnosticIds.OverlayBase, 9, 4), (diagnostic.Id, diagnostic.At.Start, diagnostic.At.Length));
        Assert.Equal("Found an overlay of 'MQTT', expected a file with 'protocol' at its top: there is none to add to.", diagnostic.Message);
    }

    [Theory]
    [InlineData("properties:\n  - { id: [|0x01|], name: Acme, type: u8, allowed: [NEWS] }", "Found id '0x01' a second time, expected an id of its own: 'Alias' has it. The other stands in tables.yaml, line 8.")]
    [InlineData("properties:\n  - { id: 0x03, name: [|Alias|], type: u8, allowed: [] }", "Found 'Alias' a second time, expected the name of a property once. The other stands in tables.yaml, line 8.", "MQS106")]
    [InlineData("reason-codes:\n  - { code: 0xE0, name: [|Bad|], packets: [HELLO] }", "Found 'Bad' a second time, expected the name of a reason code once. The other stands in tables.yaml, line 10.")]
    [InlineData("reason-codes:\n  - { code: 0x80, name: Acme, packets: [[|NEWS|]] }", "Found code 0x80 a second time in NEWS, expected it once: 'Bad' has it. The other stands in tables.yaml, line 10.")]
    [InlineData("wire-types:\n  - { name: [|id|], base: u8 }", "Found 'id' a second time, expected the name of a wire type once. The other stands in tables.yaml, line 2.")]
    [InlineData("wire-types:\n  - { name: [|u16|], in: 1..2, rule: T-1 }", "Found 'u16', expected the name of a type that the base does not have. It is built in.")]
    [InlineData("rules:\n  - { id: [|T-1|], name: Acme, section: \"A\", actor: both, kept-by: broker }", "Found 'T-1' a second time, expected every rule's id and name once. The other stands in tables.yaml, line 18.")]
    [InlineData("packets:\n  - { packet: ACMEPING, type: [|2|], section: \"A\", sent-by: client }", "Found type 2 a second time, expected a type of its own: NEWS has it. The other stands in 02-news.yaml, line 1.")]
    [InlineData("packets:\n  - { packet: [|NEWS|], type: 7, section: \"A\", sent-by: client }", "Found 'NEWS' a second time, expected the name of a packet once. The other stands in 02-news.yaml, line 1.")]
    [InlineData("announced:\n  - { name: [|Limit|], by: client, from: [HELLO.Depth] }", "Found 'Limit' a second time, expected the name of an announced value once. The other stands in tables.yaml, line 15.")]
    [InlineData("allow:\n  - { property: Colour, in: [|HELLO|] }", "Found 'HELLO' a second time, expected every packet once. The other stands in tables.yaml, line 7.")]
    [InlineData("allow:\n  - { reason-code: Fine, in: [|NEWS|] }", "Found code 0x00 a second time in NEWS, expected it once: 'Fine' has it. The other stands in tables.yaml, line 11.")]
    public void WhatIsTakenIsReported(string rows, string message, string? beside = null)
    {
        if (beside is null) Assert.Equal(message, OverlaySpec.FindOne(DiagnosticIds.OverlayTakes, rows));
        else Assert.Contains(message, OverlaySpec.Link((OverlaySpec.Path, TinySpec.Unmarked(OverlaySpec.Head + rows))).Diagnostics.Select(diagnostic => diagnostic.Message));
    }

    [Fact]
    public void ASecondAnswerToARuleOfTheBaseIsReported() =>
        Assert.Equal(
            "Found a second answer to 'T-1', expected 'Bad' as before. The other stands in tables.yaml, line 18.",
            OverlaySpec.FindOne(DiagnosticIds.OverlayTakes, "overlay: Tiny\nerrors:\n  - { is: T-1, section: \"5\", packets: [NEWS], answer: [|Fine|] }\n"));

    [Fact]
    public void WhatTwoOverlaysTakeIsReportedInTheLaterOne()
    {
        const string Row = "reason-codes:\n  - { code: 0xE0, name: Acme, packets: [HELLO] }\n";
        var message = OverlaySpec.FindOne(
            DiagnosticIds.OverlayTakes,
            "overlay: Tiny\nreason-codes:\n  - { code: 0xE1, name: [|Acme|], packets: [HELLO] }\n",
            ("a.yaml", "overlay: Tiny\n" + Row));

        Assert.Equal("Found 'Acme' a second time, expected the name of a reason code once. The other stands in a.yaml, line 3.", message);
    }

    [Fact]
    public void WhatOneOverlayHasTwiceIsADuplicateLikeAnyOther() =>
        OverlaySpec.FindOne(DiagnosticIds.Duplicate, "overlay: Tiny\nreason-codes:\n  - { code: 0xE0, name: Acme, packets: [HELLO] }\n  - { code: 0xE1, name: [|Acme|], packets: [HELLO] }\n");

    [Theory]
    [InlineData("allow:\n  - { property: [|Color|], in: HELLO }", "Found 'Color', expected a property of the protocol. Did you mean 'Colour'?")]
    [InlineData("allow:\n  - { reason-code: [|Bed|], in: HELLO }", "Found 'Bed', expected a reason code of the protocol. Did you mean 'Bad'?")]
    [InlineData("narrow:\n  - { property: [|Color|], in: 1..1, rule: AcmeIsKept }", "Found 'Color', expected a property of the protocol. Did you mean 'Colour'?")]
    [InlineData("narrow:\n  - { property: [|HELO|].Colour, in: 1..1, rule: AcmeIsKept }", "Found 'HELO', expected a packet that may hold 'Colour'. Did you mean 'HELLO'?")]
    [InlineData("narrow:\n  - { property: Alias, not-in: [|HELLO|], rule: AcmeIsKept }", "Found 'HELLO', expected a packet that may hold 'Alias'.")]
    [InlineData("narrow:\n  - { field: [|NOWS|].Id, in: 1..2, rule: AcmeIsKept }", "Found 'NOWS', expected a packet. Did you mean 'NEWS'?")]
    [InlineData("narrow:\n  - { field: NEWS.[|Idd|], in: 1..2, rule: AcmeIsKept }", "Found 'Idd', expected a field of NEWS. Did you mean 'Id'?")]
    [InlineData("narrow:\n  - { field: [|Id|], in: 1..2, rule: AcmeIsKept }", "Found 'Id', expected a packet and a field of it, like CONNECT.KeepAlive.")]
    [InlineData("narrow:\n  - { reason-code: [|Fin|], not-in: HELLO }", "Found 'Fin', expected a reason code of the protocol. Did you mean 'Fine'?")]
    [InlineData("narrow:\n  - { reason-code: Bad, not-in: [|HELLO|] }", "Found 'HELLO', expected a packet that may carry 'Bad'.")]
    [InlineData("narrow:\n  - { packet: [|NOWS|], then: Dup, rule: AcmeIsKept }", "Found 'NOWS', expected a packet. Did you mean 'NEWS'?")]
    [InlineData("narrow:\n  - { packet: NEWS.[|Entri|], then: Filter is empty, rule: AcmeIsKept }", "Found 'Entri', expected an item of NEWS. Did you mean 'Entry'?")]
    public void WhatTheBaseLacksIsReportedWithTheNearestName(string rows, string message) =>
        Assert.Equal(message, OverlaySpec.FindOne(DiagnosticIds.OverlayLacks, rows));

    [Theory]
    [InlineData("in: [|0..10|]", "Found '0..10', expected a range within 1..65535, and not the whole of it.")]
    [InlineData("in: [|10..65536|]", "Found '10..65536', expected a range within 1..65535, and not the whole of it.")]
    [InlineData("in: [|70000..80000|]", "Found '70000..80000', expected a range within 1..65535, and not the whole of it.")]
    [InlineData("in: [|20..10|]", "Found '20..10', expected a range within 1..65535, and not the whole of it.")]
    [InlineData("in: [|1..65535|]", "Found '1..65535', expected a range within 1..65535, and not the whole of it.")]
    public void ARangeThatIsNotWithinTheBasesIsReported(string range, string message) =>
        Assert.Equal(message, OverlaySpec.FindOne(DiagnosticIds.OverlayWidens, $"narrow:\n  - {{ field: NEWS.Id, {range}, rule: AcmeIsKept }}"));

    [Theory]
    [InlineData("narrow:\n  - { field: [|NEWS.Topic|], in: 1..2, rule: AcmeIsKept }", "NEWS.Topic")]
    [InlineData("narrow:\n  - { field: [|NEWS.Code|], in: 1..2, rule: AcmeIsKept }", "NEWS.Code")]
    [InlineData("narrow:\n  - { field: [|HELLO.Version|], in: 1..2, rule: AcmeIsKept }", "HELLO.Version")]
    [InlineData("narrow:\n  - { field: [|NEWS.Entries|], in: 1..2, rule: AcmeIsKept }", "NEWS.Entries")]
    public void ARangeOfWhatHoldsNoNumberIsReported(string rows, string found) =>
        Assert.Equal($"Found '{found}', expected what holds a number: only that has a range.", OverlaySpec.FindOne(DiagnosticIds.OverlayWidens, rows));

    [Theory]
    [InlineData("narrow:\n  - { field: [|NEWS.Id|], length: 1..2, rule: AcmeIsKept }", "Found 'NEWS.Id', expected text or data of no fixed size: only that has a length.")]
    [InlineData("narrow:\n  - { property: [|Colour|], length: 1..2, rule: AcmeIsKept }", "Found 'Colour', expected text or data of no fixed size: only that has a length.")]
    [InlineData("narrow:\n  - { field: NEWS.Topic, length: [|0..65535|], rule: AcmeIsKept }", "Found '0..65535', expected a range within 0..65535, and not the whole of it.")]
    public void ALengthThatNarrowsNothingIsReported(string rows, string message) => Assert.Equal(message, OverlaySpec.FindOne(DiagnosticIds.OverlayWidens, rows));

    [Theory]
    [InlineData("narrow:\n  - { reason-code: Fine, not-in: [|NEWS|] }", "Found 'NEWS', expected a reason code that NEWS can be without: it is what leaving the field out means.")]
    [InlineData("narrow:\n  - { reason-code: Bad, not-in: [|NEWS|] }", "Found 'NEWS', expected a reason code that NEWS can be without: a return code of an older version stands for it.")]
    [InlineData("narrow:\n  - { reason-code: Fine, not-in: [|HELLO|] }", "Found 'HELLO', expected a packet that keeps a reason code: HELLO has no other.")]
    public void WhatIsRequiredIsNotTakenAway(string rows, string message) =>
        Assert.Equal(message, OverlaySpec.FindOne(DiagnosticIds.OverlayTakesAway, rows));

    [Fact]
    public void APropertyThatACheckDemandsIsNotTakenAway()
    {
        var result = OverlaySpec.Link(
            ("spec/packets/03-ask.yaml", "packet: ASK\ntype: 3\nsection: \"1\"\nsent-by: both\nheader:\n  - { name: Properties, type: properties }\nchecks:\n  - { then: Colour is present, rule: T-1 }\n"),
            (OverlaySpec.Path, OverlaySpec.Head + "allow:\n  - { property: Colour, in: ASK }\n"),
            ("b.yaml", "overlay: Tiny\nnarrow:\n  - { property: Colour, not-in: ASK, rule: AcmeIsKept }\n"));

        Assert.Contains("MQS306", result.Diagnostics.Select(diagnostic => diagnostic.Id));

        result = SpecLinker.Link(new(
        [
            .. TinySpec.Files.Select(file => file.Path == TinySpec.NewsPath ? SpecFile.Parse(file.Path, TinySpec.TextOf(file.Path).Replace("then: not Dup", "then: not Dup, rule: T-1 }\n  - { then: Colour is present", StringComparison.Ordinal)) : file),
            SpecFile.Parse(OverlaySpec.Path, OverlaySpec.Head + "narrow:\n  - { property: Colour, not-in: NEWS, rule: AcmeIsKept }\n"),
        ]));

        var diagnostic = Assert.Single(result.Diagnostics, _ => true);
        Assert.Equal((DiagnosticIds.OverlayTakesAway, "Found 'NEWS', expected a packet that can be without 'Colour': a check of NEWS demands it."), (diagnostic.Id, diagnostic.Message));
    }

    [Fact]
    public void RangesOfTwoOverlaysThatLeaveNoValueAreReported()
    {
        var message = OverlaySpec.FindOne(
            DiagnosticIds.OverlaysDisagree,
            "narrow:\n  - { field: NEWS.Id, in: [|30..40|], rule: AcmeIsKept }\n",
            ("a.yaml", "overlay: Tiny\nnarrow:\n  - { field: NEWS.Id, in: 10..20, rule: T-1 }\n"));

        Assert.Equal("Found '30..40', expected a range that leaves a value of 10..20, to which it is narrowed already.", message);
    }

    [Theory]
    [InlineData("allow:\n  - { property: Alias, in: HELLO }", "narrow:\n  - { property: Alias, not-in: [|HELLO|], rule: AcmeIsKept }")]
    [InlineData("allow:\n  - { reason-code: Bad, in: HELLO }", "narrow:\n  - { reason-code: Bad, not-in: [|HELLO|] }")]
    public void WhatOneOverlayAddsAnotherDoesNotTakeAway(string adds, string takes) =>
        Assert.Equal(
            "Found 'HELLO', expected what the base has: a.yaml, line 3, adds this.",
            OverlaySpec.FindOne(DiagnosticIds.OverlaysDisagree, takes, ("a.yaml", "overlay: Tiny\n" + adds)));

    [Theory]
    [InlineData("MQS002", "[|protocol|]: Tiny\n", "Found 'protocol', expected a key of an overlay.")]
    [InlineData("MQS002", "[|packet|]: NEWS\n", "Found 'packet', expected a key of an overlay. Did you mean 'packets'?")]
    [InlineData("MQS002", "narrow:\n  - { field: NEWS.Id, in: 1..2, rule: AcmeIsKept, [|without|]: 3 }", "Found 'without', expected a key of what is narrowed.")]
    [InlineData("MQS002", "narrow:\n  - { property: Colour, in: [|1..1|], not-in: NEWS, rule: AcmeIsKept }", "Found 'in' beside 'not-in', expected one of the two.")]
    [InlineData("MQS002", "narrow:\n  - { field: NEWS.Topic, in: 1..2, length: [|1..2|], rule: AcmeIsKept }", "Found 'length' beside 'in', expected one of the two.")]
    [InlineData("MQS002", "narrow:\n  - { packet: NEWS, then: [|Dup|], keep: Level <= Limit, rule: AcmeIsKept }", "Found 'then' beside 'keep', expected one of the two.")]
    [InlineData("MQS002", "narrow:\n  - { packet: NEWS, then: Dup, sent-by: [|client|], rule: AcmeIsKept }", "Found 'sent-by' without 'keep', expected it in limits only.")]
    [InlineData("MQS003", "narrow:\n  - { [|feild|]: NEWS.Id, in: 1..2 }", "Found no property, field, reason-code, packet here, expected one: it says what is narrowed. Did you mean 'field'?")]
    [InlineData("MQS003", "allow:\n  - { [|in|]: NEWS }", "Found no property, reason-code here, expected one: it says what is allowed further.")]
    [InlineData("MQS003", "allow:\n  - { [|property|]: Alias }", "Found no 'in' here, expected one: what is allowed further must have it.")]
    [InlineData("MQS003", "narrow:\n  - { [|field|]: NEWS.Id, rule: AcmeIsKept }", "Found no 'in' here, expected one: what is narrowed must have it.")]
    [InlineData("MQS003", "narrow:\n  - { [|packet|]: NEWS, rule: AcmeIsKept }", "Found no 'then' here, expected one: what is narrowed must have it.")]
    [InlineData("MQS003", "narrow:\n  - { [|reason-code|]: Fine }", "Found no 'not-in' here, expected one: what is narrowed must have it.")]
    [InlineData("MQS003", "narrow:\n  - { [|field|]: NEWS.Id, in: 1..2 }", "Found no 'rule' here, expected one: what is narrowed must have it.")]
    [InlineData("MQS004", "narrow:\n  - { field: NEWS.Id, in: [|1-2|], rule: AcmeIsKept }", "Found '1-2', expected a range like 1..65535.")]
    [InlineData("MQS004", "narrow:\n  - [|NEWS|]", "Found 'NEWS', expected what is narrowed: a row of keys.")]
    [InlineData("MQS004", "[|allow|]: NEWS", "Found no list at 'allow', expected one.")]
    [InlineData("MQS004", "packets:\n  - [|NEWS|]", "Found 'NEWS', expected a packet: a row of keys.")]
    [InlineData("MQS004", "properties:\n  - { id: [|16384|], name: Acme, type: u8, allowed: [NEWS] }", "Found '16384' as the id of a property, expected a number from 0 to 16383.")]
    [InlineData("MQS102", "allow:\n  - { property: Alias, in: [|HULLO|] }", "Found 'HULLO', expected a packet with properties, or a further property set. Did you mean 'HELLO'?")]
    [InlineData("MQS104", "narrow:\n  - { field: NEWS.Id, in: 1..2, rule: [|AcmeIsKep|] }", "Found 'AcmeIsKep', expected a rule's statement id or name. Did you mean 'AcmeIsKept'?")]
    [InlineData("MQS110", "narrow:\n  - { packet: NEWS, then: not [|Dub|], rule: AcmeIsKept }", "Found 'Dub', expected a member of this packet. Did you mean 'Dup'?")]
    public void AFaultOfFormIsReportedWhereItStands(string id, string rows, string message) => Assert.Equal(message, OverlaySpec.FindOne(id, rows));

    [Fact]
    public void ARuleOfAnOverlayThatNothingCitesIsReported()
    {
        var result = OverlaySpec.Link((OverlaySpec.Path, OverlaySpec.Head));

        Assert.Equal(DiagnosticIds.UncitedRule, Assert.Single(result.Diagnostics, _ => true).Id);
    }

    [Fact]
    public void AnEmptyOverlayChangesNothing() =>
        Assert.Equal(TinySpec.Link().Protocol, OverlaySpec.Link((OverlaySpec.Path, "overlay: Tiny\nabout: Nothing yet.\n")).Protocol);

    [Fact]
    public void MoreThan64PropertiesInASetAreReported()
    {
        var rows = string.Concat(Enumerable.Range(3, 64).Select(id => $"  - {{ id: {id}, name: Acme{id}, type: u8, allowed: [NEWS] }}\n"));
        var result = OverlaySpec.Link((OverlaySpec.Path, "overlay: Tiny\nproperties:\n" + rows));

        Assert.Equal(
            ["Found 'NEWS' with property number 65, expected at most 64 in one set.", "Found 'NEWS' with property number 65, expected at most 64 in one set."],
            result.Diagnostics.Select(diagnostic => diagnostic.Message));
    }

    private static Narrowing Narrowed(long min, long max) => new(new(min, max), new("AcmeIsKept", null));

    private static Packet Packet(Protocol protocol, string name) => Assert.Single(protocol.Packets, packet => packet.Name == name);

    private static PropertySet Set(Protocol protocol, string spelled) =>
        Assert.Single(protocol.Packets.SelectMany(packet => packet.PropertySets), set => set.Spelled == spelled);
}
