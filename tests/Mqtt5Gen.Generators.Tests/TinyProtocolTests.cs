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
        Assert.Superset(new HashSet<string> { "Packets.Hello.g.cs", "Packets.News.g.cs", "Packets.Bye.g.cs" }, Run.Sources.Keys.ToHashSet());
        Assert.Equal(3, Run.Sources.Keys.Count(name => name.StartsWith("Packets.", StringComparison.Ordinal)));
    }

    [Fact]
    public void ItsCodeCompilesWithoutAWarning() => Assert.Empty(Run.Output.Complaints());

    [Fact]
    public void ItsPacketsAreCarriedToWhomTheyConcern()
    {
        var town = Run.Beside(Postman).Output.Load().GetType("Town", throwOnError: true)!;

        var heard = Assert.IsType<string>(town.GetMethod("Hear")!.Invoke(null, null));

        Assert.StartsWith("42 Cross True 7 4; MalformedPacket; NumberIsInRange [TINY-1] at byte 2", heard, StringComparison.Ordinal);
    }
}
