using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Tests.Linking;

public sealed class DiagnosticTests
{
    [Fact]
    public void TheTinySpecLinksWithoutDiagnostics() => Assert.Empty(TinySpec.Link().Diagnostics.Select(TinySpec.Describe));

    [Fact]
    public void ADiagnosticSaysWhatWasFoundWhatWasExpectedAndWhatIsNear()
    {
        var result = TinySpec.Link("type: id,", "type: idd,");

        var diagnostic = Assert.Single(result.Diagnostics, _ => true);
        Assert.Equal(DiagnosticIds.UnknownType, diagnostic.Id);
        Assert.Equal("Found 'idd', expected a wire type. Did you mean 'id'?", diagnostic.Message);
        Assert.Equal(new SpecLocation(TinySpec.NewsPath, 261, 3, 10, 22, 10, 25), diagnostic.At);
    }

    [Theory]
    [InlineData("MQS002", "sent-by: client\nheader:", "[|send-by|]: client\nsent-by: client\nheader:", "Found 'send-by', expected a key of a packet. Did you mean 'sent-by'?")]
    [InlineData("MQS002", "announced:\n", "[|anounced|]: []\nannounced:\n", "Found 'anounced', expected a key that says what the file holds. Did you mean 'announced'?")]
    [InlineData("MQS003", "packet: HELLO\ntype: 1\n", "[|packet|]: HELLO\n", "Found no 'type' here, expected one: a packet must have it.")]
    [InlineData("MQS003", "{ name: Depth, type: u16 }", "{ [|name|]: Depth, type: u16, value: MQTT }", "Found no 'rule' here, expected one: a field must have it.")]
    [InlineData("MQS003", "id: 0x02, name: Colour, type: flag, rule: IdIsNotZero,", "[|id|]: 0x02, name: Colour, type: flag,", "Found no 'rule' here, expected one: a property must have it.")]
    [InlineData("MQS003", "{ name: Depth, type: u16 }", "{ name: [|Depth|], type: u16, in: 1..2 }", "Found no rule for a value of 'Depth' that is not allowed, expected 'breaks: { range: ... }' here or 'rule' at its type.")]
    [InlineData("MQS004", "type: 1\n", "type: [|one|]\n", "Found 'one' as the type of a packet, expected a number.")]
    [InlineData("MQS004", "type: 1\n", "type: [|16|]\n", "Found '16' as the type of a packet, expected a number from 0 to 15.")]
    [InlineData("MQS004", "in: 0..1", "in: [|0-1|]", "Found '0-1', expected a range like 1..65535.")]
    [InlineData("MQS004", "name: Id, type", "name: [|id|], type", "Found 'id' as the name of a field, expected letters and digits, beginning with a capital.")]
    [InlineData("MQS004", "kept-by: sessions", "kept-by: [|session|]", "Found 'session', expected one of codec, limits, sessions, broker, client, transport, application. Did you mean 'sessions'?")]
    [InlineData("MQS004", "type: u8, bits", "type: [|u16|], bits", "Found 'u16', expected 'u8' with bits.")]
    [InlineData("MQS004", "type: flag, rule", "type: [|qos|], rule", "Found 'qos', expected a type that a property can have: a number, text or data.")]
    [InlineData("MQS004", "repeats: true", "repeats: [|yes|]", "Found 'yes' as the repeats of a place of a property, expected true or false.")]
    [InlineData("MQS004", "{ name: Depth, type: u16 }", "{ name: Depth, type: u16 }\n  - { name: All, type: rest }\n  - { name: [|After|], type: u8 }", "Found 'After' after 'All', expected nothing: 'All' goes on until the packet ends.")]
    [InlineData("MQS005", "type: 1\n", "type: 1\n[|type|]: 1\n", "The key 'type' stands twice in this row; once was expected.")]
    [InlineData("MQS101", "base: bits", "base: [|bit|]", "Found 'bit', expected a built-in type. Did you mean 'bits'?")]
    [InlineData("MQS101", "2-1: { name: Level, type: qos", "2-1: { name: Level, type: [|qso|]", "Found 'qso', expected a wire type. Did you mean 'qos'?")]
    [InlineData("MQS102", "packets: [HELLO,", "packets: [HELLO, [|HULLO|],", "Found 'HULLO', expected a packet. Did you mean 'HELLO'?")]
    [InlineData("MQS102", "allowed: [NEWS,", "allowed: [NEWS, [|NOWS|],", "Found 'NOWS', expected a packet with properties, or a further property set. Did you mean 'NEWS'?")]
    [InlineData("MQS103", "property: Colour", "property: [|Color|]", "Found 'Color', expected a property of NEWS. Did you mean 'Colour'?")]
    [InlineData("MQS104", "trailing: IsComplete", "trailing: [|IsCompleet|]", "Found 'IsCompleet', expected a rule's statement id or name. Did you mean 'IsComplete'?")]
    [InlineData("MQS104", "- { is: T-1", "- { is: [|T-9|]", "Found 'T-9', expected a rule's statement id or name. Did you mean 'T-1'?")]
    [InlineData("MQS105", "id: T-2, name: DepthIsKept", "id: T-2, name: [|TopicIsPlain|]", "Found 'TopicIsPlain' a second time, expected every rule's id and name once.")]
    [InlineData("MQS105", "type: 2\n", "type: [|1|]\n", "Found type 1 a second time, expected a type of its own: HELLO has it.")]
    [InlineData("MQS105", "id: 0x01,", "id: [|0x02|],", "Found id '0x02' a second time, expected an id of its own: 'Colour' has it.")]
    [InlineData("MQS105", "name: Depth,", "name: Depth, type: u16 }\n  - { name: [|Magic|],", "Found 'Magic' a second time, expected every member's name once.")]
    [InlineData("MQS105", "packets: [HELLO,", "packets: [HELLO, [|HELLO|],", "Found code 0x00 a second time in HELLO, expected it once: 'Fine' has it.")]
    [InlineData("MQS105", "base: u8, in: 0..1 }", "base: u8, in: 0..1 }\n  - { name: [|id|], base: u8 }", "Found 'id' a second time, expected the name of a wire type once.")]
    [InlineData("MQS106", "type: u16, allowed: [{ in: NEWS, repeats: true, rule: T-1 }]", "type: u16, allowed: [|[]|]", "Found no packet for 'Alias', expected at least one.")]
    [InlineData("MQS107", "0: { name: Retain }", "[|1|]: { name: Retain }", "Found '1', expected bits that no other key here names.")]
    [InlineData("MQS107", "3: { name: Dup }", "[|4|]: { name: Dup }", "Found '4', expected bits from 3 to 0, like 3 or 2-1.")]
    [InlineData("MQS107", "{ 7-2: { value", "{ [|2-7|]: { value", "Found '2-7', expected bits from 7 to 0, like 3 or 2-1.")]
    [InlineData("MQS107", "{ 7-2: { value", "{ [|7-3|]: { value", "Found nothing for bit 2 in version '1.0', expected every bit from 7 to 0.")]
    [InlineData("MQS108", "in: 1..65535", "in: [|1..65536|]", "Found '1..65536', expected a range within 0..65535, the lower end first.")]
    [InlineData("MQS108", "in: 1..65535", "in: [|2..1|]", "Found '2..1', expected a range within 0..65535, the lower end first.")]
    [InlineData("MQS108", "when-absent: 1", "when-absent: [|256|]", "Found '256', expected a number that 'flag' can hold: 0..255.")]
    [InlineData("MQS108", "1-0: { name: Most, type: qos, rule: T-1 }", "1: { name: Most, type: [|qos|], rule: T-1 }, 0: { name: Lowest }", "Found 'qos' in 1 bits, expected bits that hold all of its values.")]
    [InlineData("MQS109", "type: properties, versions: 2.0+ }", "type: properties, versions: [|2.2|]+ }", "Found '2.2', expected a version of the protocol (1.0, 2.0, 2.1). Did you mean '2.0'?")]
    [InlineData("MQS109", "name: Code, type: reason-code, versions: 2.0+", "name: Code, type: reason-code, versions: [|2.1-2.0|]", "Found '2.1-2.0', which selects no version here; expected a range of 1.0, 2.0, 2.1.")]
    [InlineData("MQS109", "value: { \"1.0\": OLD", "versions: 2.0+, value: { [|\"1.0\"|]: OLD", "Found '1.0', which selects no version here; expected a range of 2.0, 2.1.")]
    [InlineData("MQS110", "if: Level > 0", "if: [|Lebel|] > 0", "Found 'Lebel', expected a member of this packet. Did you mean 'Level'?")]
    [InlineData("MQS110", "if: Level > 0", "if: [|Code|] = Fine", "Found 'Code', expected a member that stands before this.")]
    [InlineData("MQS110", "then: not Dup", "then: Level > [|Limit|]", "Found 'Limit', expected a value: announced values are for limits.")]
    [InlineData("MQS110", "if: Level = 0", "if: Level = [|Onse|]", "Found 'Onse', expected a number or a value's name. Did you mean 'Once'?")]
    [InlineData("MQS111", "if: Level = 0", "if: Level [|==|] 0", "Found '==', expected 'is' or one of = != < <= > >=.")]
    [InlineData("MQS112", "when-omitted: Fine", "when-omitted: [|Fin|]", "Found 'Fin', expected a reason code of NEWS. Did you mean 'Fine'?")]
    [InlineData("MQS112", "packets: [NEWS], answer: Bad", "packets: [NEWS], answer: [|Bed|]", "Found 'Bed', expected a reason code. Did you mean 'Bad'?")]
    [InlineData("MQS113", "breaks: { not-empty", "breaks: { [|not-emty|]", "Found 'not-emty', expected a shape that the type has. Did you mean 'not-empty'?")]
    [InlineData("MQS113", "base: u16, in: 1..65535,", "base: u16, in: 1..65535, shape: { [|not-empty|]: T-1 },", "Found the shape 'not-empty', expected none: only text has a shape.")]
    [InlineData("MQS114", "from: [HELLO.Colour]", "from: [HELLO.[|Color|]]", "Found 'Color', expected a field or property of HELLO. Did you mean 'Colour'?")]
    [InlineData("MQS114", "from: [HELLO.Colour]", "from: [[|HELO|].Colour]", "Found 'HELO', expected a packet and a member of it, like CONNECT.ReceiveMaximum. Did you mean 'HELLO'?")]
    [InlineData("MQS201", "id: T-3, name: SessionsAreKept, section: \"3\", actor: server, kept-by: sessions", "id: [|T-3|], name: SessionsAreKept, section: \"3\", actor: server, kept-by: codec", "Found 'T-3' kept by codec and cited by nothing, expected a field, check, limit or property that names it.")]
    public void AFaultIsReportedOnceWhereItStands(string id, string piece, string edit, string message)
    {
        Assert.Equal(message, TinySpec.FindOne(id, piece, edit));
    }

    [Theory]
    [InlineData("MQS004", "about: A sentence.", "about: [|null|]", "Found 'null', which is nothing, as the about of a rule, expected a word.")]
    [InlineData("MQS004", "packets: [HELLO,", "packets: [HELLO, { in: [|~|] },", "Found '~', which is nothing, as the in of a packet of a reason code, expected a word.")]
    [InlineData("MQS105", "means: Bad, otherwise: true }", "means: Bad, otherwise: true }\n  - { versions: 1.0, packet: NEWS, code: [|1|], means: Fine }", "Found code 0x01 a second time among the return codes of NEWS, expected it once a version.")]
    [InlineData("MQS105", "means: Bad, otherwise: true }", "means: Bad, otherwise: true }\n  - { versions: 1.0+, packet: NEWS, code: 2, means: [|Bad|] }", "Found 'Bad' a second time among the return codes of NEWS, expected it once a version.")]
    [InlineData("MQS105", "means: Bad, otherwise: true }", "means: Bad, otherwise: true }\n  - { versions: 1.0, packet: NEWS, code: 2, means: Fine, otherwise: [|true|] }", "Found 'otherwise' a second time among the return codes of NEWS, expected it once a version.")]
    [InlineData("MQS105", "name: \"2.1\", number: 3", "name: \"2.1\", number: [|2|]", "Found number 2 a second time, expected a number of its own for every version.")]
    [InlineData("MQS109", "sent-by: { \"1.0\": client, \"2.0+\": both }", "sent-by: { \"1.0+\": client, [|\"2.0+\"|]: both }", "Found '2.0+', expected versions that no other key here names.")]
    [InlineData("MQS109", "sent-by: { \"1.0\": client, \"2.0+\": both }", "sent-by: { [|\"1.0\"|]: client, \"2.1\": both }", "Found no sender for version '2.0', expected one.")]
    [InlineData("MQS109", "value: { \"1.0\": OLD, \"2.0+\": NEW", "value: { [|\"1.0\"|]: OLD, \"2.1\": NEW", "Found no content for version '2.0', expected one.")]
    public void WhatIsNothingOrHasTwoMeaningsIsReported(string id, string piece, string edit, string message) =>
        Assert.Equal(message, TinySpec.FindOne(id, piece, edit));

    [Theory]
    [InlineData(DiagnosticIds.EmptyFile, "# Nothing yet.\n", 0, "Found nothing in the file, expected one of protocol, wire-types, properties, reason-codes, return-codes, rules, errors, announced, packet, overlay.")]
    [InlineData(DiagnosticIds.UnusedType, "wire-types: [{ name: spare, base: u8 }]\n", 21, "Found 'spare', which is the type of nothing; expected a field, a property or bits that have it.")]
    public void WhatIsOfNoUseIsAWarning(string id, string text, int start, string message)
    {
        var result = TinySpec.LinkWith("spec/x.yaml", text, isFirst: false);

        var diagnostic = Assert.Single(result.Diagnostics, _ => true);
        Assert.Equal((id, message, false, "spec/x.yaml", start), (diagnostic.Id, diagnostic.Message, diagnostic.IsError, diagnostic.At.Path, diagnostic.At.Start));
        Assert.NotNull(result.Protocol);
    }

    [Theory]
    [InlineData("[|Packet|]: NEWS\ntype: 3\n", "Found 'Packet', expected a key that says what the file holds. Did you mean 'packet'?")]
    [InlineData("type: 3\n[|Packet|]: NEWS\n", "Found 'Packet', expected a key that says what the file holds. Did you mean 'packet'?")]
    [InlineData("[|type|]: 3\nsection: 1\n", "Found 'type', expected a key that says what the file holds.")]
    public void AFileThatSaysNotWhatItHoldsIsToldAlone(string text, string message)
    {
        var result = SpecLinker.Link(new([.. TinySpec.Files.Where(file => file.Path != TinySpec.NewsPath), SpecFile.Parse(TinySpec.NewsPath, TinySpec.Unmarked(text))]));

        var diagnostic = Assert.Single(result.Diagnostics, _ => true);
        Assert.Equal((DiagnosticIds.UnknownKey, message, TinySpec.Marked(TinySpec.NewsPath, text)), (diagnostic.Id, diagnostic.Message, diagnostic.At));
    }

    [Fact]
    public void APacketInSmallLettersIsToldAlone()
    {
        var result = TinySpec.Link("packet: NEWS\n", "packet: news\n");

        Assert.Equal(["Found 'news' as the packet of a packet, expected letters and digits, beginning with a capital."], result.Diagnostics.Select(diagnostic => diagnostic.Message));
    }

    [Fact]
    public void AReasonCodeInAPacketWithoutAnyIsReported()
    {
        const string Row = "name: Fine, packets: [HELLO, { in: NEWS, sent-by: server }] }";
        var result = TinySpec.Link(Row, Row.Replace("HELLO, { in: NEWS, sent-by: server }", "HELLO", StringComparison.Ordinal) + "\n  - { code: 0x81, name: Other, packets: [] }");
        Assert.Equal("Found 'Fine', expected a reason code of NEWS.", Assert.Single(result.Diagnostics, _ => true).Message);

        result = TinySpec.Link("packets: [NEWS] }\n  - { code: 0x00, name: Fine, packets: [HELLO, { in: NEWS, sent-by: server }] }", "packets: [HELLO] }\n  - { code: 0x00, name: Fine, packets: [HELLO] }");
        Assert.Contains("Found 'reason-code', expected a reason code that names NEWS among its packets.", result.Diagnostics.Select(diagnostic => diagnostic.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("[]")]
    [InlineData("any of it")]
    public void NoWordInPlaceOfAnotherMakesTheLinkerFail(string replacement)
    {
        foreach (var (edit, result) in TinySpec.LinkEveryEdit(replacement))
        {
            Assert.True(result.Protocol is null == result.Diagnostics.Count > 0, edit);
        }
    }

    [Fact]
    public void NoFilesAtAllIsAnError()
    {
        var result = SpecLinker.Link(default);

        Assert.Equal(DiagnosticIds.NoProtocol, Assert.Single(result.Diagnostics, _ => true).Id);
        Assert.Null(result.Protocol);
    }

    [Fact]
    public void ASpecWithoutAProtocolIsAnError()
    {
        var result = SpecLinker.Link(new([SpecFile.Parse("spec/a.yaml", "rules: []\n")]));

        var diagnostic = Assert.Single(result.Diagnostics, _ => true);
        Assert.Equal((DiagnosticIds.NoProtocol, "spec/a.yaml"), (diagnostic.Id, diagnostic.At.Path));
    }
}
