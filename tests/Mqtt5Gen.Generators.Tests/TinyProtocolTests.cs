using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>Nothing in the generator is about MQTT's packets: a protocol of three others is generated as well.</summary>
public sealed class TinyProtocolTests
{
    // Through the generated code and back: what is encoded is dispatched to the method for its type.
    private const string Postman = """
        using System;
        using Mqtt5Gen.Protocol;
        using Mqtt5Gen.Wire;

        public ref struct Postman : IServerPackets
        {
            public string Heard { get; private set; }

            public void On(in NewsView packet) => Heard += $"{packet.Number} {packet.Mood} {packet.Urgent} {packet.Properties.Weight} {packet.Text.Length}; ";

            public void On(in ByeView packet) => Heard += $"{packet.Reason}; ";

            public void Take<T>(T packet)
                where T : IPacket
            {
                var bytes = packet.ToArray((ProtocolVersion)2);
                var frame = new Frame(bytes[0], bytes.AsSpan(2), 2);
                if (!PacketDispatch.FromServer(ref this, frame, (ProtocolVersion)2, out var violation)) Heard += violation;
            }
        }

        public static class Town
        {
            public static string Hear()
            {
                Postman postman = new();
                postman.Take(new News { Urgent = true, Mood = Mood.Cross, Number = 42, Text = "Rain"u8.ToArray() });
                postman.Take(new Bye { Reason = ReasonCode.MalformedPacket });
                postman.Take(new News { Mood = Mood.Glad, Number = 1000 });
                return postman.Heard;
            }
        }
        """;

    private static readonly GeneratorRun Run = TinySpec.Run();

    [Fact]
    public void ItGeneratesAFileForEachPacket()
    {
        Assert.Empty(Run.Diagnostics);
        Assert.Superset(new HashSet<string> { "Mqtt5Gen.Protocol.Packets.Hello.g.cs", "Mqtt5Gen.Protocol.Packets.News.g.cs", "Mqtt5Gen.Protocol.Packets.Bye.g.cs" }, Run.Sources.Keys.ToHashSet());
        Assert.Equal(3, Run.Sources.Keys.Count(name => name.StartsWith("Mqtt5Gen.Protocol.Packets.", StringComparison.Ordinal)));
    }

    [Fact]
    public void ItsCodeCompilesWithoutAWarning() => Assert.Empty(Run.Output.Complaints());

    [Theory]
    [InlineData(TinySpec.Hello, "about: Opens.\n", "")]
    [InlineData(TinySpec.Hello, "about: Opens.", "about: \"Opens <one> & <two> {0} */ \\\"end\\\"\"")]
    [InlineData(TinySpec.Hello, "packet: HELLO", "packet: EVENT")]
    [InlineData(TinySpec.Hello, "name: Who,", "name: Params,")]
    [InlineData(TinySpec.Hello, "name: Who,", "name: Reader,")]
    [InlineData(TinySpec.Hello, "name: Who,", "name: Packet,")]
    [InlineData(TinySpec.Hello, "type: 1", "type: 15")]
    [InlineData(TinySpec.News, "sent-by: both", "sent-by: server")]
    [InlineData(TinySpec.News, "sent-by: both", "sent-by: both\nversions: 2")]
    [InlineData(TinySpec.News, "type: rest", "type: u32, if: Urgent, versions: 2")]
    [InlineData(TinySpec.News, "type: rest", "type: varint")]
    [InlineData(TinySpec.News, "type: rest", "type: binary")]
    [InlineData(TinySpec.News, "type: rest", "type: u8, in: 1..3, breaks: { range: MoodIsKnown }")]
    [InlineData(TinySpec.News, "Text, type: rest", "Text, each: utf8, at-least: 1, rule: FormIsKept")]
    [InlineData(TinySpec.Tables, "  - { id: 0x01, name: Colour, type: utf8, allowed: [NEWS, BYE] }\n", "")]
    [InlineData(TinySpec.Tables, "name: Colour, type: utf8", "name: Colour, type: varint")]
    [InlineData(TinySpec.Tables, "name: Colour, type: utf8", "name: Colour, type: number, when-absent: 3")]
    [InlineData(TinySpec.Tables, "base: u16, in: 1..999", "base: u8, values: { 0: One, 7: Seven }")]
    public void WhatAnEditMakesOfItCompilesWithoutAWarning(string path, string piece, string edit)
    {
        var run = Run.Edit(path, piece, edit);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.Complaints());
    }

    [Fact]
    public void AFileMoreIsAPacketMore()
    {
        var run = Run.With(new SpecText("vendor/gossip.yaml", """
            packet: GOSSIP
            type: 4
            section: "4"
            sent-by: client
            header:
              - { name: Number, type: number }
            """));

        Assert.Empty(run.Diagnostics);
        Assert.Equal(["Dispatch", "Packets.Gossip"], run.Emitted);
        Assert.Empty(run.Output.Complaints());
    }

    [Fact]
    public void AFileLessIsAPacketLess()
    {
        var gossip = new SpecText("vendor/gossip.yaml", "packet: GOSSIP\ntype: 4\nsection: \"4\"\nsent-by: client\n");

        var run = Run.With(gossip).Without(gossip);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(Run.Sources, run.Sources);
    }

    [Fact]
    public void ItsPacketsAreCarriedToWhomTheyConcern()
    {
        var town = Run.Beside(Postman).Output.Load().GetType("Town", throwOnError: true)!;

        var heard = Assert.IsType<string>(town.GetMethod("Hear")!.Invoke(null, null));

        Assert.StartsWith("42 Cross True 7 4; MalformedPacket; NumberIsInRange [TINY-1] at byte 2", heard, StringComparison.Ordinal);
    }
}
