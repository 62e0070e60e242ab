using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>Every type stands wherever a type can stand: what is sent is what is received, byte for byte.</summary>
public sealed class TypeTests
{
    private const string Tables = """
        wire-types:
          - { name: flag, base: u8, in: 0..1 }
          - { name: small, base: u8, in: 1..9 }
          - { name: mood, base: u8, values: { 0: Calm, 7: Cross } }
          - { name: place, base: u16, values: { 1: Here, 300: There } }
          - { name: planet, base: u32, values: { 0: Earth, 70000: Mars } }
          - { name: step, base: varint, values: { 0: First, 200: Second } }
          - { name: topic, base: utf8, shape: { no-wildcards: TopicIsPlain } }
        errors: [{ name: TopicIsPlain, kept-by: codec }]
        """;

    // In wire form: two values, first alone, then as a list, then with its presence told by a bit, and so on.
    public static TheoryData<string, string, string, string, string> Samples => new()
    {
        { "u8", "(byte)5", "(byte)6", "05", "06" },
        { "flag", "true", "false", "01", "00" },
        { "small", "(byte)1", "(byte)9", "01", "09" },
        { "mood", "Mood.Cross", "Mood.Calm", "07", "00" },
        { "u16", "(ushort)0x1234", "(ushort)5", "1234", "0005" },
        { "place", "Place.There", "Place.Here", "012C", "0001" },
        { "u32", "0x12345678u", "5u", "12345678", "00000005" },
        { "planet", "Planet.Mars", "Planet.Earth", "00011170", "00000000" },
        { "varint", "321u", "5u", "C102", "05" },
        { "step", "Step.Second", "Step.First", "C801", "00" },
        { "utf8", "new Utf8String(\"aé\"u8.ToArray())", "default(Utf8String)", "000361C3A9", "0000" },
        { "topic", "new Utf8String(\"a/b\"u8.ToArray())", "new Utf8String(\"c\"u8.ToArray())", "0003612F62", "000163" },
        { "binary", "new Bytes(new byte[] { 1, 0 })", "default(Bytes)", "00020100", "0000" },
        { "utf8-pair", "new Utf8Pair(\"a\", \"bc\")", "new Utf8Pair(\"\", \"d\")", "00016100026263", "0000000164" },
    };

    [Theory, MemberData(nameof(Samples))]
    public void AValueStandsWhereverAValueCan(string type, string first, string second, string firstHex, string secondHex)
    {
        var said = OwnProtocol.Compile("protocol: Types", Packets(type).Append(Tables + $"\nproperties: [{{ id: 1, name: One, type: {type}, allowed: [HELD] }}, {{ id: 2, name: Each, plural: All, type: {type}, allowed: [{{ in: HELD, repeats: true }}] }}]").ToArray()).Play(
            "var said = \"\";\n" + string.Concat(
                Trip("Plain", $"Value = {first}"),
                Trip("Listed", "Values = []"),
                Trip("Listed", $"Values = [{first}, {second}]"),
                Trip("Told", "Other = 1"),
                Trip("Told", $"Value = {first}, Other = 1"),
                Trip("Ended", "Start = 2"),
                Trip("Ended", $"Start = 2, Value = {second}"),
                Trip("Grouped", $"Entries = [new Entry {{ Value = {first} }}, new Entry {{ Value = {first}, Maybe = {second} }}]"),
                Trip("Held", $"Properties = new() {{ One = {first} }}"),
                Trip("Held", $"Properties = new() {{ All = [{second}, {first}] }}")) + "return said;");

        Assert.Equal(
            [
                firstHex, "", firstHex + secondHex, "0001", "01" + firstHex + "01", "02", "02" + secondHex, "00" + firstHex + "01" + firstHex + secondHex,
                Section("01" + firstHex), Section("02" + secondHex + "02" + firstHex),
            ],
            said.Split(' ', StringSplitOptions.None)[..^1]);
    }

    [Theory]
    [InlineData("u8", "3", "(byte)3", "(byte)5", "05")]
    [InlineData("flag", "1", "true", "false", "00")]
    [InlineData("mood", "Cross", "Mood.Cross", "Mood.Calm", "00")]
    [InlineData("u16", "300", "(ushort)300", "(ushort)5", "0005")]
    [InlineData("u32", "4000000000", "4000000000u", "5u", "00000005")]
    [InlineData("varint", "7", "7u", "200u", "C801")]
    [InlineData("place", "There", "Place.There", "Place.Here", "0001")]
    [InlineData("reason-code", "Bad", "ReasonCode.Bad", "ReasonCode.Fine", "00")]
    public void AValueThatIsUsualIsLeftOutWithAllThatFollows(string type, string usual, string usually, string other, string otherHex)
    {
        var packet = $"packet: ENDED\ntype: 1\nheader:\n  - {{ name: Start, type: u8 }}\n  - {{ name: Value, type: {type}, when-omitted: {usual} }}\n  - {{ name: Count, type: u8, when-omitted: 0 }}\n  - {{ name: Text, type: rest }}";
        var said = OwnProtocol.Compile("protocol: Types", packet, Tables, "reason-codes: [{ code: 0, name: Fine, packets: [ENDED] }, { code: 0x81, name: Bad, packets: [ENDED] }]").Play(
            "var said = \"\";\n" + string.Concat(
                Trip("Ended", $"Start = 2, Value = {usually}"),
                Trip("Ended", $"Start = 2, Value = {other}"),
                Trip("Ended", $"Start = 2, Value = {other}, Count = 4"),
                Trip("Ended", $"Start = 2, Value = {other}, Text = new byte[] {{ 9 }}")) + "return said;");

        Assert.Equal(["02", "02" + otherHex, "02" + otherHex + "04", "02" + otherHex + "0009"], said.Split(' ')[..^1]);
    }

    [Fact]
    public void WhatIsUsualStandsBeforeAListThatHasItems()
    {
        var said = OwnProtocol.Compile(
            "protocol: Types",
            "packet: PORTS\ntype: 1\nheader: [{ name: Count, type: u8, when-omitted: 7 }]\npayload: [{ name: All, each: u16 }]",
            "packet: TAGS\ntype: 2\nheader: [{ name: Count, type: u8, when-omitted: 7 }]\npayload: [{ name: All, each: Tag, fields: [{ name: Key, type: u8 }] }]").Play(
            "var said = \"\";\n" + string.Concat(
                Trip("Ports", "Count = 7"),
                Trip("Ports", "Count = 7, All = [1]"),
                Trip("Ports", "Count = 8"),
                Trip("Tags", "Count = 7"),
                Trip("Tags", "Count = 7, All = [new Tag { Key = 5 }]")) + "return said;");

        Assert.Equal(" 070001 08  0705 ", said);
    }

    [Fact]
    public void AViewTellsWhatStandsInThePacket()
    {
        var said = OwnProtocol.Compile(
            "protocol: Types",
            "packet: SLEEP\ntype: 1\nheader: [{ name: Duration, type: u16, when-omitted: none }]\nchecks: [{ if: Duration is present, then: Duration > 0, rule: DurationIsNotZero }]",
            "packet: NOTE\ntype: 2\nheader: [{ name: Text, type: utf8, when-omitted: none }]\nchecks: [{ if: Text is present and sender is server, then: Text is not empty, rule: TextIsSaid }]",
            "errors: [{ name: DurationIsNotZero, kept-by: codec }, { name: TextIsSaid, kept-by: codec }]").Play("""
            var said = "";
            foreach (var body in new byte[][] { [], [0, 5], [0], [0, 0] })
            {
                SleepView.TryDecode(new Frame(0x10, body, 2), ProtocolVersion.V1, Role.Client, out var sleep, out var violation);
                said += violation.IsNone ? $"{sleep.Duration?.ToString() ?? "for ever"}; " : $"{violation}; ";
            }

            foreach (var role in new[] { Role.Client, Role.Server })
            {
                foreach (var body in new byte[][] { [], [0, 0], [0, 1, 65] })
                {
                    NoteView.TryDecode(new Frame(0x20, body, 2), ProtocolVersion.V1, role, out var note, out var violation);
                    said += violation.IsNone ? $"{note.HasText} {note.Text.Length}; " : $"{violation}; ";
                }
            }

            return said;
            """);

        Assert.Equal(
            "for ever; 5; PacketIsComplete at byte 2; DurationIsNotZero at byte 2; False 0; True 0; True 1; False 0; TextIsSaid at byte 2; True 1; ",
            said);
    }

    [Fact]
    public void BitsMayBeLeftOutWithAllThatFollows()
    {
        var said = OwnProtocol.Compile(
            "protocol: Types",
            """
            packet: WILL
            type: 1
            header:
              - { name: Flags, type: u8, when-omitted: 0, bits: { 7: { unused: true }, 6-5: { value: 0 }, 4: { name: Retain }, 3-2: { name: Depth, type: depth }, 1-0: { unused: true } } }
              - { name: Topic, type: utf8-rest }
            checks:
              - { if: Flags is present, then: Topic is not empty, rule: TopicIsThere }
            """,
            "wire-types: [{ name: depth, base: bits, values: { 0: Low, 1: High } }]\nerrors: [{ name: TopicIsThere, kept-by: codec }]").Play(
            "var said = \"\";\n" + Trip("Will", "Retain = false") + Trip("Will", "Retain = true, Depth = Depth.High, Topic = \"ab\"") + Trip("Will", "Topic = \"é\"") + """
            foreach (var body in new byte[][] { [0], [0x10], [0x83, 65], [0x20, 65], [0x08, 65], [0, 0xFF], [0, 65, 0] })
            {
                WillView.TryDecode(new Frame(0x10, body, 2), ProtocolVersion.V1, Role.Client, out var will, out var violation);
                said += violation.IsNone ? Convert.ToHexString(will.ToPacket().ToArray(ProtocolVersion.V1)) + "; " : violation + "; ";
            }

            return said;
            """);

        Assert.Equal(
            " 146162 00C3A9 TopicIsThere at byte 3; TopicIsThere at byte 3; 10020041; FixedBitsAreAsStated at byte 2; ValueIsAllowed at byte 2; TextIsWellFormed at byte 3; TextHasNoNul at byte 3; ",
            said);
    }

    [Fact]
    public void BitsMayHoldANumber()
    {
        var said = OwnProtocol.Compile(
            "protocol: Types",
            "packet: HOP\ntype: 1\nflags: { 3-2: { name: Urgency, type: bits }, 1-0: { unused: true } }\nheader: [{ name: Ctrl, type: u8, bits: { 7-4: { name: Depth, type: depth }, 3-0: { name: Radius, type: bits } } }]\nchecks: [{ if: Radius > 2, then: Depth > 1, rule: FarIsDeep }]",
            "wire-types: [{ name: depth, base: bits, in: 1..9 }]\nerrors: [{ name: FarIsDeep, kept-by: codec }]").Play(
            "var said = \"\";\n" + Trip("Hop", "Urgency = 3, Depth = 2, Radius = 15") + """
            foreach (var body in new byte[] { 0x13, 0x02, 0xA2, 0x92 })
            {
                HopView.TryDecode(new Frame(0x1E, [body], 2), ProtocolVersion.V1, Role.Client, out var hop, out var violation);
                said += violation.IsNone ? $"{hop.Urgency} {hop.Depth} {hop.Radius}; " : violation + "; ";
            }

            try { new Hop { Depth = 2, Radius = 16 }.Measure(ProtocolVersion.V1); }
            catch (ArgumentException fault) { said += fault.Message; }

            return said;
            """);

        Assert.Equal("2F FarIsDeep at byte 2; ValueIsAllowed at byte 2; ValueIsAllowed at byte 2; 3 9 2; Bits that hold at most 15 cannot hold 16.", said);
    }

    [Fact]
    public void TextAndDataMayHaveASizeOrARangeOfLengths()
    {
        var said = OwnProtocol.Compile(
            "protocol: Types",
            "packet: NAME\ntype: 1\nheader:\n  - { name: Short, type: short }\n  - { name: Key, type: key }\n  - { name: Id, type: id }",
            "wire-types:\n  - { name: short, base: utf8, size: 2 }\n  - { name: key, base: binary, size: 3 }\n  - { name: id, base: utf8-rest, length: 1..3, rule: IdIsShort }\nerrors: [{ name: IdIsShort, kept-by: codec }]").Play(
            "var said = \"\";\n" + Trip("Name", "Short = \"ab\", Key = new byte[] { 1, 2, 3 }, Id = \"éüö\"") + """
            foreach (var body in new byte[][] { [65, 66, 1, 2, 3], [65, 66, 1, 2, 3, 65, 66, 67, 68], [65, 66, 1, 2], [65], [0xFF, 66, 1, 2, 3, 65] })
            {
                NameView.TryDecode(new Frame(0x10, body, 2), ProtocolVersion.V1, Role.Client, out _, out var violation);
                said += violation + "; ";
            }

            try { new Name { Short = "abc", Key = new byte[3], Id = "a" }.Measure(ProtocolVersion.V1); }
            catch (ArgumentException fault) { said += fault.Message; }

            return said;
            """);

        Assert.Equal(
            "6162010203C3A9C3BCC3B6 IdIsShort at byte 7; IdIsShort at byte 7; PacketIsComplete at byte 4; PacketIsComplete at byte 2; TextIsWellFormed at byte 2; A field of 2 bytes cannot hold 3.",
            said);
    }

    [Fact]
    public void AListMayBeChecked()
    {
        var said = OwnProtocol.Compile(
            "protocol: Types",
            "packet: LISTED\ntype: 1\npayload: [{ name: Values, each: place, at-least: 1 }]",
            "packet: TOPICS\ntype: 2\npayload: [{ name: Names, each: topic }]",
            Tables).Play("""
            var said = "";
            foreach (var body in new byte[][] { [], [0, 1, 0, 2], [0, 1, 1], [1, 44] })
            {
                ListedView.TryDecode(new Frame(0x10, body, 2), ProtocolVersion.V1, Role.Client, out var listed, out var violation);
                said += violation + "; ";
                if (violation.IsNone) foreach (var value in listed.Values) said += value + "; ";
            }

            TopicsView.TryDecode(new Frame(0x20, [0, 1, 65, 0, 1, 43], 2), ProtocolVersion.V1, Role.Client, out _, out var broken);
            return said + broken;
            """);

        Assert.Equal("ListIsLongEnough at byte 2; ValueIsAllowed at byte 4; PacketIsComplete at byte 4; valid; There; TopicIsPlain at byte 5", said);
    }

    private static string[] Packets(string type) =>
    [
        $"packet: PLAIN\ntype: 1\nheader: [{{ name: Value, type: {type} }}]",
        $"packet: LISTED\ntype: 2\npayload: [{{ name: Values, each: {type} }}]",
        $"packet: TOLD\ntype: 3\nheader: [{{ name: Bits, type: u8, bits: {{ 7-1: {{ value: 0 }}, 0: {{ name: HasValue, means: Value is present }} }} }}, {{ name: Value, type: {type}, if: HasValue }}, {{ name: Other, type: u8 }}]",
        $"packet: ENDED\ntype: 4\nheader: [{{ name: Start, type: u8 }}, {{ name: Value, type: {type}, when-omitted: none }}]",
        $"packet: GROUPED\ntype: 5\npayload: [{{ name: Entries, each: Entry, fields: [{{ name: Bits, type: u8, bits: {{ 7-1: {{ value: 0 }}, 0: {{ name: HasMaybe, means: Maybe is present }} }} }}, {{ name: Value, type: {type} }}, {{ name: Maybe, type: {type}, if: HasMaybe }}] }}]",
        "packet: HELD\ntype: 6\nheader: [{ name: Properties, type: properties }]",
    ];

    private static string Section(string hex) => $"{hex.Length / 2:X2}{hex}";

    // Sends, receives, copies and sends on.
    private static string Trip(string packet, string members) => $$"""
        {
            var sent = new {{packet}} { {{members}} };
            var bytes = sent.ToArray(ProtocolVersion.V1);
            FrameReader.TryRead(bytes, 1000, out var frame, out _);
            if (!{{packet}}View.TryDecode(frame, ProtocolVersion.V1, Role.Client, out var view, out var violation)) return violation.ToString();
            var layout = view.Measure(ProtocolVersion.V1);
            var again = new byte[layout.Size];
            view.Encode(again, layout, ProtocolVersion.V1);
            said += Convert.ToHexString(bytes[2..]) + (view.ToPacket().Equals(sent) ? "" : "(copied otherwise)") + (again.AsSpan().SequenceEqual(bytes) ? " " : "(sent on otherwise) ");
        }

        """;
}
