using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>MQTT with what a vendor adds and narrows.</summary>
public sealed class OverlayTests
{
    private const string Path = "acme/mqtt.yaml";

    private static readonly SpecText Acme = new(Path, """
        overlay: MQTT
        rules:
          - { id: ACME-1, name: AcmeShareIsAtMostAHundred, section: "A.1", actor: both, kept-by: codec, about: "No share is above 100." }
        errors:
          - { name: AcmeReceiveMaximum, section: "A.2", packets: [CONNECT, CONNACK], kept-by: codec, answer: QuotaExceeded, about: "No Receive Maximum is above 100." }
          - { name: AcmeKeepAlive, section: "A.2", packets: [CONNECT], kept-by: codec, about: "Keep Alive is 10 seconds to 10 minutes." }
          - { name: AcmeClientId, section: "A.2", packets: [CONNECT], kept-by: codec, answer: ClientIdentifierNotValid, about: "Names are short." }
          - { name: AcmeHasNoCorrelation, section: "A.3", packets: [PUBLISH], kept-by: codec, about: "No PUBLISH has Correlation Data." }
          - { name: AcmeHasNoQoS2, section: "A.3", packets: [PUBLISH], kept-by: codec, about: "No PUBLISH is at QoS 2." }
          - { name: AcmeShareIsKept, section: "A.4", packets: [PUBLISH], kept-by: limits, answer: AcmeIsTired, about: "No share is above the server's." }
        wire-types:
          - { name: percent, base: u8, in: 0..100, rule: ACME-1 }
        properties:
          - { id: 0x80, name: AcmeShare, type: percent, about: The share of the message., allowed: [PUBLISH, CONNACK, WILL] }
          - { id: 0x3FFF, name: AcmeTag, type: utf8-pair, allowed: [{ in: PUBLISH, repeats: true }] }
        reason-codes:
          - { code: 0xE0, name: AcmeIsTired, packets: [PUBACK] }
        announced:
          - { name: AcmeMost, by: server, from: [CONNACK.AcmeShare] }
        packets:
          - packet: ACMEPING
            spelled: AcmePing
            type: 0
            section: "A.5"
            sent-by: client
            versions: 5.0+
            about: Asks how things are.
            header: [{ name: Share, type: percent }]
        allow:
          - { property: ContentType, in: PUBACK }
          - { reason-code: QuotaExceeded, in: [UNSUBACK] }
        narrow:
          - { property: ReceiveMaximum, in: 1..100, rule: AcmeReceiveMaximum }
          - { field: CONNECT.KeepAlive, in: 10..600, rule: AcmeKeepAlive }
          - { field: CONNECT.ClientId, length: 1..3, rule: AcmeClientId }
          - { property: ContentType, length: 0..4, rule: AcmeClientId }
          - { property: CorrelationData, not-in: PUBLISH, rule: AcmeHasNoCorrelation }
          - { packet: PUBLISH, then: QoS < ExactlyOnce, rule: AcmeHasNoQoS2 }
          - { packet: PUBLISH, if: AcmeShare is present, keep: AcmeShare <= AcmeMost, rule: AcmeShareIsKept }
          - { reason-code: TopicNameInvalid, not-in: PUBACK }
        """);

    // What is encoded is decoded, and named with the rule where it breaks one.
    private const string Office = """
        using System;
        using System.Text;
        using Mqtt5Gen.Protocol;
        using Mqtt5Gen.Wire;

        public ref struct Receiver : IOverlayClientPackets
        {
            public string Heard { get; private set; }

            public void On(in ConnectView packet) => Heard = $"CONNECT {packet.KeepAlive} {packet.Properties.ReceiveMaximum}";

            public void On(in PublishView packet)
            {
                Heard = $"PUBLISH {packet.QoS} {packet.Properties.AcmeShare}";
                foreach (var tag in packet.Properties.AcmeTags) Heard += $" {Encoding.UTF8.GetString(tag.Name)}={Encoding.UTF8.GetString(tag.Value)}";
                var limits = packet.CheckLimits(Role.Client, Announced.Nothing, new Announced { AcmeMost = 50 });
                if (!limits.IsNone) Heard += " " + limits;
            }

            public void On(in PubAckView packet) => Heard = $"PUBACK {packet.ReasonCode} {packet.Properties.ContentType.Length}";

            public void On(in PubRecView packet) { }

            public void On(in PubRelView packet) { }

            public void On(in PubCompView packet) { }

            public void On(in SubscribeView packet) { }

            public void On(in UnsubscribeView packet) { }

            public void On(in PingReqView packet) { }

            public void On(in DisconnectView packet) { }

            public void On(in AuthView packet) { }

            public void On(in AcmePingView packet) => Heard = $"ACMEPING {packet.Share}";

            public string Take<T>(T packet)
                where T : IPacket => Take(packet.ToArray(ProtocolVersion.V5));

            public string Take(byte[] bytes)
            {
                Heard = "";
                var frame = new Frame(bytes[0], bytes.AsSpan(2), 2);
                return OverlayDispatch.FromClient(ref this, frame, ProtocolVersion.V5, out var violation) ? Heard : violation.ToString();
            }
        }

        public static class Office
        {
            public static string[] Hear()
            {
                Receiver receiver = new();
                Connect connect = new() { ClientId = "a", KeepAlive = 60, CleanStart = true };
                Publish publish = new() { TopicName = "a" };
                return
                [
                    receiver.Take(new AcmePing { Share = 7 }),
                    receiver.Take(new AcmePing { Share = 101 }),
                    receiver.Take(publish with { Properties = new() { AcmeShare = 50, AcmeTags = [new("k", "v"), new("l", "w")] } }),
                    receiver.Take(publish with { Properties = new() { AcmeShare = 51 } }),
                    receiver.Take(publish with { Properties = new() { AcmeShare = 101 } }),
                    receiver.Take(publish with { Properties = new() { CorrelationData = new byte[] { 1 } } }),
                    receiver.Take(publish with { QoS = QoS.ExactlyOnce, PacketId = 1 }),
                    receiver.Take(connect with { Properties = new() { ReceiveMaximum = 100 } }),
                    receiver.Take(connect with { Properties = new() { ReceiveMaximum = 101 } }),
                    receiver.Take(connect with { Properties = new() { ReceiveMaximum = 0 } }),
                    receiver.Take(connect with { KeepAlive = 9 }),
                    receiver.Take(connect with { KeepAlive = 601 }),
                    receiver.Take(connect with { ClientId = "äöü" }),
                    receiver.Take(connect with { ClientId = "abcd" }),
                    receiver.Take(connect with { ClientId = "" }),
                    receiver.Take(publish with { Properties = new() { ContentType = "text5" } }),
                    receiver.Take(new PubAck { PacketId = 1, ReasonCode = ReasonCode.AcmeIsTired, Properties = new() { ContentType = "text" } }),
                    receiver.Take(new PubAck { PacketId = 1, ReasonCode = ReasonCode.TopicNameInvalid }),
                    receiver.Take(new PingReq()) + "-",
                ];
            }
        }
        """;

    private static readonly GeneratorRun First = GeneratorRun.Over([.. Repository.Spec, Acme]);

    [Fact]
    public void WhatItGeneratesCompilesWithoutAWarning()
    {
        Assert.Empty(First.Diagnostics);
        Assert.Empty(First.Output.Complaints());
    }

    [Fact]
    public void WhatItAddsAndNarrowsWorksInWhatIsGenerated()
    {
        var office = First.Beside(Office).Output.Load().GetType("Office", throwOnError: true)!;

        var heard = Assert.IsType<string[]>(office.GetMethod("Hear")!.Invoke(null, null));

        Assert.Equal(
        [
            "ACMEPING 7",
            "AcmeShareIsAtMostAHundred [ACME-1] at byte 2, answer MalformedPacket (0x81)",
            "PUBLISH AtMostOnce 50 k=v l=w",
            "PUBLISH AtMostOnce 51 AcmeShareIsKept at byte 0, answer AcmeIsTired (0xE0)",
            "AcmeShareIsAtMostAHundred [ACME-1] at byte 8, answer MalformedPacket (0x81)",
            "AcmeHasNoCorrelation at byte 6, answer MalformedPacket (0x81)",
            "AcmeHasNoQoS2 at byte 0, answer MalformedPacket (0x81)",
            "CONNECT 60 100",
            "AcmeReceiveMaximum at byte 14, answer QuotaExceeded (0x97)",
            "ReceiveMaximumIsNotZero at byte 14, answer ProtocolError (0x82)",
            "AcmeKeepAlive at byte 10, answer MalformedPacket (0x81)",
            "AcmeKeepAlive at byte 10, answer MalformedPacket (0x81)",
            "CONNECT 60 65535",
            "AcmeClientId at byte 13, answer ClientIdentifierNotValid (0x85)",
            "AcmeClientId at byte 13, answer ClientIdentifierNotValid (0x85)",
            "AcmeClientId at byte 7, answer ClientIdentifierNotValid (0x85)",
            "PUBACK AcmeIsTired 4",
            "MQTT-3.4.2-1",
            "-",
        ],
        heard.Select(line => line.Contains("[MQTT-3.4.2-1]", StringComparison.Ordinal) ? "MQTT-3.4.2-1" : line));
    }

    [Fact]
    public void WhatWasCompiledAgainstTheBaseFindsEverythingAsItWas()
    {
        var before = GeneratorRun.Over(Repository.Spec).Output.Load();
        var after = First.Output.Load();

        foreach (var type in before.GetExportedTypes())
        {
            var same = after.GetType(type.FullName!);
            Assert.NotNull(same);
            Assert.Superset(type.GetMembers().Select(Describe).ToHashSet(), same.GetMembers().Select(Describe).ToHashSet());
            if (type.IsInterface) Assert.Equal(type.GetMethods().Length, same.GetMethods().Length);
            if (type.IsEnum) Assert.Equal(Numbers(type), Numbers(same).Where(pair => Numbers(type).ContainsKey(pair.Key)).ToDictionary());
        }

        static string Describe(System.Reflection.MemberInfo member) => member.ToString()!;
        static Dictionary<string, string> Numbers(Type type) =>
            Enum.GetNames(type).ToDictionary(name => name, name => Enum.Format(type, Enum.Parse(type, name), "d"));
    }

    [Theory]
    [InlineData("{ field: CONNECT.KeepAlive, in: 10..600", "{ field: CONNECT.KeepAlive, in: 10..900", "Packets.Connect")]
    [InlineData("{ property: CorrelationData, not-in: PUBLISH", "{ property: CorrelationData, not-in: [WILL, PUBLISH]", "Packets.Connect")]
    [InlineData("then: QoS < ExactlyOnce", "then: QoS = AtMostOnce", "Packets.Publish")]
    [InlineData("{ property: ContentType, in: PUBACK }", "{ property: ContentType, in: PUBREC }", "Packets.PubAck Packets.PubRec")]
    [InlineData("{ reason-code: QuotaExceeded, in: [UNSUBACK] }", "{ reason-code: QuotaExceeded, in: [PUBREL] }", "Packets.PubRel Packets.UnsubAck")]
    [InlineData("No share is above 100.", "A share is at most 100.", "Rules")]
    [InlineData("header: [{ name: Share, type: percent }]", "header: [{ name: Share, type: u8 }]", "Packets.AcmePing")]
    [InlineData("about: Asks how things are.", "about: Asks.", "Dispatch Packets.AcmePing")]
    [InlineData("about: The share of the message.", "about: Its share.", "Packets.ConnAck Packets.Connect Packets.Publish Properties")]
    [InlineData("overlay: MQTT\n", "# A comment.\n\noverlay: MQTT\n", "")]
    public void EditingTheOverlayEmitsOnlyWhatItTouches(string piece, string edit, string emitted)
    {
        var run = First.Edit(Path, piece, edit);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(emitted, string.Join(" ", run.Emitted));
    }

    [Fact]
    public void AnOverlayThatComesEmitsWhatItTouchesAndOneThatGoesTakesItBack()
    {
        var alone = GeneratorRun.Over(Repository.Spec);
        SpecText quiet = new("acme/quiet.yaml", "overlay: MQTT\nallow:\n  - { property: ContentType, in: PUBACK }\n");

        var with = alone.With(quiet);
        Assert.Equal(["Packets.PubAck"], with.Emitted);
        Assert.Equal(alone.Sources, with.Without(quiet).Sources);
    }

    [Theory]
    [InlineData("MQS301", "overlay: [|MQTTT|]\n", "Found an overlay of 'MQTTT', expected 'MQTT', the protocol that it adds to. Did you mean 'MQTT'?")]
    [InlineData("MQS302", "overlay: MQTT\nproperties:\n  - { id: [|0x21|], name: Acme, type: u8, allowed: [PUBLISH] }\n", "Found id '0x21' a second time, expected an id of its own: 'ReceiveMaximum' has it. The other stands in properties.yaml, line 126.")]
    [InlineData("MQS303", "overlay: MQTT\nallow:\n  - { property: [|ContentTyp|], in: PUBACK }\n", "Found 'ContentTyp', expected a property of the protocol. Did you mean 'ContentType'?")]
    [InlineData("MQS304", "overlay: MQTT\nnarrow:\n  - { property: ReceiveMaximum, in: [|0..100|], rule: MQTT-3.3.4-9 }\n", "Found '0..100', expected a range within 1..65535, and not the whole of it.")]
    [InlineData("MQS305", "overlay: MQTT\nnarrow:\n  - { reason-code: Success, not-in: [|PUBACK|] }\n", "Found 'PUBACK', expected a reason code that PUBACK can be without: it is what leaving the field out means.")]
    [InlineData("MQS306", "overlay: MQTT\nallow:\n  - { property: ContentType, in: PUBACK }\nnarrow:\n  - { property: ContentType, not-in: [|PUBACK|], rule: MQTT-3.3.4-9 }\n", "Found 'PUBACK', expected what the base has: mqtt.yaml, line 3, adds this.")]
    public void AContradictionIsACompileErrorAtTheWordInTheOverlay(string id, string text, string message)
    {
        SpecText marked = new(Path, text);
        var run = GeneratorRun.Over([.. Repository.Spec, new SpecText(Path, Marks.Removed(text))]);

        var diagnostic = Assert.Single(run.Diagnostics, _ => true);
        Marks.AssertStands(diagnostic, id, marked);
        Assert.Equal(message, diagnostic.GetMessage(null));
        Assert.Empty(run.Sources);
    }
}
