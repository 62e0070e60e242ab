using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>Whatever the spec calls a thing, the code compiles, or the compiler says which name to change (MQS115).</summary>
public sealed class NameTests
{
    private const string Needed = "MQS115";

    private static readonly string[] PropertyForms =
    [
        "type: utf8, allowed: [NEWS]", "type: mood, allowed: [NEWS]", "type: varint, allowed: [{ in: NEWS, repeats: true }]",
        "type: utf8-pair, allowed: [{ in: NEWS, repeats: true }]",
    ];

    private static readonly string[] Names = [.. Keywords().Concat(Identifiers()).Select(Pascal).Distinct().Where(name => name[0] is >= 'A' and <= 'Z').Order(StringComparer.Ordinal)];

    [Fact]
    public void TheNamesAreThoseThatGeneratedCodeUsesAndTheKeywordsOfTheLanguage()
    {
        Assert.Superset(new HashSet<string> { "Class", "Namespace", "Event", "Record", "Reader", "Violation", "TopicNameFlaws", "PropertyLength", "TryDecode", "ValueList" }, Names.ToHashSet());
        Assert.True(Names.Length > 300, $"{Names.Length} names");
    }

    [Theory]
    [InlineData("utf8")]
    [InlineData("mood")]
    public void AFieldMayHaveAnyNameThatIsNotNeeded(string type) =>
        AssertCompiles(names => $"packet: NEWS\ntype: 1\nheader:\n{Lines(names, name => $"  - {{ name: {name}, type: {type} }}")}");

    [Fact]
    public void AnOptionalFieldAndItsBitMay() =>
        AssertCompiles(names => string.Concat(
            "packet: NEWS\ntype: 1\nheader:\n",
            Lines(names.Chunk(2).Where(pair => pair.Length == 2), pair => $$"""
                  - { name: Bits{{pair[0]}}, type: u8, bits: { 7-1: { value: 0 }, 0: { name: {{pair[0]}}, means: {{pair[1]}} is present } } }
                  - { name: {{pair[1]}}, type: u16, if: {{pair[0]}} }
                """)));

    [Fact]
    public void AFieldOfAnItemMay() =>
        AssertCompiles(names => $"packet: NEWS\ntype: 1\npayload:\n  - name: Entries\n    each: Entry\n    fields:\n{Lines(names, name => $"      - {{ name: {name}, type: utf8 }}")}");

    [Fact]
    public void AnItemMay() =>
        AssertCompiles(names => $"packet: NEWS\ntype: 1\npayload:\n  - {{ name: Entries, each: {names[0]}, fields: [{{ name: Text, type: utf8 }}] }}", atATime: 1, of: ["Frame", "Rule", "Span", "Event", "News", "NewsView", "Version", "Role"]);

    [Fact]
    public void APropertyMay() =>
        AssertCompiles(
            names => "packet: NEWS\ntype: 1\nheader:\n  - { name: Properties, type: properties }",
            names => $"properties:\n{Lines(names.Index(), name => $"  - {{ id: {name.Index}, name: {name.Item}, plural: {name.Item}, {PropertyForms[name.Index % 4]} }}")}",
            atATime: 60);

    [Fact]
    public void APacketMay() =>
        AssertCompiles(
            names => "packet: NEWS\ntype: 255",
            names => string.Join("\u0000", names.Index().Select(name => $"packet: {name.Item}\nspelled: {name.Item}\ntype: {name.Index}\nheader: [{{ name: Text, type: utf8 }}]")),
            atATime: 120);

    [Fact]
    public void AnEnumerationAndItsValuesMay() =>
        AssertCompiles(
            names => $"packet: NEWS\ntype: 1\nheader:\n{Lines(names.Index(), name => $"  - {{ name: Field{name.Index}, type: t{name.Index} }}")}",
            names => $"wire-types:\n{Lines(names.Index(), name => $"  - {{ name: t{name.Index}, spelled: {name.Item}, base: u8, values: {{ 0: {name.Item}, 2: Other }} }}")}",
            atATime: 100);

    [Fact]
    public void ARuleAndAReasonCodeMay() =>
        AssertCompiles(
            names => $"packet: NEWS\ntype: 1\nheader: [{{ name: Code, type: reason-code }}]\nchecks:\n{Lines(names, name => $"  - {{ then: Code != {name}, rule: {name} }}")}",
            names => $"errors:\n{Lines(names, name => $"  - {{ name: {name}, kept-by: codec }}")}\nreason-codes:\n{Lines(names.Index(), name => $"  - {{ code: {name.Index}, name: {name.Item}, packets: [NEWS] }}")}",
            atATime: 200);

    [Fact]
    public void WhatIsAnnouncedMay() =>
        AssertCompiles(
            names => $"packet: NEWS\ntype: 1\nheader: [{{ name: Most, type: u8 }}]\nlimits:\n{Lines(names, name => $"  - {{ keep: Most <= {name}, rule: MostIsKept }}")}",
            names => $"errors: [{{ name: MostIsKept, kept-by: limits }}]\nannounced:\n{Lines(names, name => $"  - {{ name: {name}, by: client, from: [NEWS.Most] }}")}");

    [Theory]
    [InlineData("packet: RING\ntype: 1\nheader: [{ name: [|Measure|], type: u8 }]", "Found 'Measure', expected another name: generated code needs 'Measure' for itself.")]
    [InlineData("packet: RING\ntype: 1\nheader: [{ name: [|Ring|], type: u8 }]", "Found 'Ring', expected another name: generated code needs 'Ring' for itself.")]
    [InlineData("packet: RING\ntype: 1\nheader: [{ name: QoS, type: u8 }, { name: [|Qos|], type: u8 }]", "Found 'Qos', expected another name: generated code needs 'Qos' for 'QoS'.")]
    [InlineData("packet: RING\ntype: 1\nheader: [{ name: [|Tune|], type: u8 }]", "Found 'Tune', expected another name: generated code needs it for the wire type 'tune'.")]
    [InlineData("packet: RING\ntype: 1\nflags: { 3: { name: [|Rule|] }, 2-0: { value: 0 } }", "Found 'Rule', expected another name: generated code needs 'Rule' for itself.")]
    [InlineData("packet: [|FRAME|]\ntype: 1", "Found 'FRAME', expected another name: generated code needs 'Frame' for itself.")]
    [InlineData("packet: RING\nspelled: [|Tune|]\ntype: 1", "Found 'Tune', expected another name: generated code needs 'Tune' for 'tune'.")]
    [InlineData("packet: RING\ntype: 1\npayload: [{ name: All, each: [|Ring|], fields: [{ name: A, type: u8 }] }]", "Found 'Ring', expected another name: generated code needs 'Ring' for 'RING'.")]
    public void ANeededNameIsToldWhereItStands(string packet, string message)
    {
        var run = OwnProtocol.Run("protocol: Doorbell", Marks.Removed(packet), "wire-types: [{ name: tune, base: u8, values: { 0: Bell } }]");

        var diagnostic = Assert.Single(run.Faults(), _ => true);
        Marks.AssertStands(diagnostic, Needed, new("spec/0.yaml", packet));
        Assert.Equal(message, diagnostic.GetMessage(null));
    }

    [Fact]
    public void AMemberMayBeCalledWhatItsTypeIsCalled()
    {
        var run = OwnProtocol.Compile(
            "protocol: Doorbell",
            """
            packet: RING
            type: 1
            header:
              - { name: Bits, type: u8, bits: { 7-1: { value: 0 }, 0: { name: HasTune, means: Tune is present } } }
              - { name: Tune, type: tune, if: HasTune }
              - { name: Times, type: u8, if: HasTune and Tune = Gong }
              - { name: Properties, type: properties }
            checks:
              - { if: Volume is present, then: Volume = Loud, rule: VolumeIsLoud }
            """,
            """
            wire-types:
              - { name: tune, base: u8, values: { 0: Bell, 4: Gong } }
              - { name: volume, base: u8, values: { 0: Quiet, 1: Loud } }
            properties: [{ id: 1, name: Volume, type: volume, allowed: [RING] }]
            errors: [{ name: VolumeIsLoud, kept-by: codec }]
            """);

        var said = run.Play("""
            var ring = new Ring { Tune = Tune.Gong, Times = 3, Properties = new() { Volume = Volume.Loud } };
            var bytes = ring.ToArray(ProtocolVersion.V1);
            FrameReader.TryRead(bytes, 100, out var frame, out _);
            RingView.TryDecode(frame, ProtocolVersion.V1, Role.Client, out var view, out var violation);
            RingView.TryDecode(new Frame(0x10, [0, 2, 1, 0], 2), ProtocolVersion.V1, Role.Client, out _, out var quiet);
            RingView.TryDecode(new Frame(0x10, [0, 2, 1, 9], 2), ProtocolVersion.V1, Role.Client, out _, out var unknown);
            return $"{Convert.ToHexString(bytes)} {violation} {view.ToPacket() == ring} {view.Properties.Volume}; {quiet}; {unknown}";
            """);

        Assert.Equal("1006010403020101 valid True Loud; VolumeIsLoud at byte 3; ValueIsAllowed at byte 5", said);
    }

    [Theory]
    [InlineData("one\\ntwo")]
    [InlineData("one\\r\\ntwo\\L\\P\\x07\\x85")]
    [InlineData("</summary> */ // \\\" {0} & 🔔")]
    public void WhatIsSaidOfAThingMayHoldAnyCharacter(string about)
    {
        var run = OwnProtocol.Compile(
            "protocol: Doorbell",
            $"packet: RING\ntype: 1\nabout: \"{about}\"\nsection: \"{about}\"\nheader:\n  - {{ name: Door, type: door, about: \"{about}\" }}",
            $"wire-types: [{{ name: door, base: u8, about: \"{about}\", values: {{ 0: Front }}, rule: \"{about}\" }}]",
            $"rules: [{{ id: \"{about}\", name: DoorIsKnown, section: \"{about}\", actor: client, kept-by: codec, about: \"{about}\" }}]");

        Assert.True(run.Sources.Count > 3);
    }

    private static void AssertCompiles(Func<string[], string> packet, int atATime = int.MaxValue, string[]? of = null) =>
        AssertCompiles(packet, _ => "", atATime, of);

    // In as many runs as needed: what is refused is left out, and what is left must compile.
    private static void AssertCompiles(Func<string[], string> packet, Func<string[], string> tables, int atATime = int.MaxValue, string[]? of = null)
    {
        foreach (var chunk in (of ?? Names).Chunk(Math.Min(atATime, Names.Length)))
        {
            var names = chunk;
            var run = Run(names);
            for (var rounds = 0; run.Faults().Count > 0 && rounds < 3; rounds++)
            {
                Assert.All(run.Faults(), diagnostic => Assert.True(diagnostic.Id == Needed, diagnostic.ToString()));
                names = [.. names.Except(run.Faults().Select(diagnostic => diagnostic.GetMessage(null).Split('\'')[1]), StringComparer.Ordinal)];
                if (names.Length == 0) break;

                run = Run(names);
            }

            if (names.Length == 0) continue;

            Assert.Empty(run.Faults());
            Assert.Empty(run.Output.Complaints());
        }

        GeneratorRun Run(string[] names) => OwnProtocol.Run(
            "protocol: Doorbell\nframe: { type: u8 }",
            [packet(names), "wire-types: [{ name: mood, base: u8, values: { 0: Calm, 7: Cross } }, { name: flag, base: u8, in: 0..1 }]", .. tables(names).Split('\u0000', StringSplitOptions.RemoveEmptyEntries)]);
    }

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> line) => string.Join("\n", items.Select(line));

    private static string Pascal(string name) => name.TrimStart('_') is { Length: > 0 } rest ? char.ToUpperInvariant(rest[0]) + rest[1..] : "_";

    private static IEnumerable<string> Keywords() =>
        SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText).Where(text => text.All(char.IsAsciiLetter));

    // Of a packet with text, properties, items, bits, stamps and limits, and of what all packets stand on; not its many rules.
    private static IEnumerable<string> Identifiers() =>
        GeneratorRun.Over(Repository.Spec).Sources
            .Where(source => source.Key.Split('.')[^3] is "Publish" or "Subscribe" or "Protocol" or "Dispatch" or "WireTypes")
            .SelectMany(source => CSharpSyntaxTree.ParseText(source.Value, Compiling.ParseOptions).GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent?.Parent?.ToString().StartsWith("Rule.", StringComparison.Ordinal) != true)
            .Select(token => token.Text)
            .Where(name => name.TrimStart('_').All(char.IsAsciiLetterOrDigit));
}
