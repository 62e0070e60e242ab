namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits what every other generated file stands on: versions, roles, violations, the packet interface.</summary>
internal static class ProtocolEmitter
{
    /// <summary>The file.</summary>
    public static string Emit(Target target, ProtocolHead head)
    {
        var versions = head.Versions;
        var writer = GeneratedFile.Start(target, "spec/protocol.yaml");
        writer.Line();
        writer.Line("/// <summary>Protocol versions; the value is what CONNECT carries.</summary>");
        using (writer.Type("enum ProtocolVersion : byte"))
        {
            foreach (var version in versions)
            {
                writer.Summary($"{version.Name}.");
                writer.Line($"{version.Spelled} = {version.Number},");
                writer.Line();
            }
        }

        writer.Line();
        writer.Line($$"""
            /// <summary>What can be asked of a version.</summary>
            {{writer.Visibility}} static class ProtocolVersions
            {
                /// <summary>Whether the spec has this version.</summary>
                public static bool IsKnown(this ProtocolVersion version) =>
                    version is {{string.Join(" or ", versions.Select(version => $"ProtocolVersion.{version.Spelled}"))}};
            }
            """);
        writer.Line();
        writer.Line($$"""
            /// <summary>The two ends of a connection.</summary>
            {{writer.Visibility}} enum Role : byte
            {
                /// <summary>The end that opened the connection.</summary>
                {{head.Roles.Client.Spelled}},

                /// <summary>The end that accepted it.</summary>
                {{head.Roles.Server.Spelled}},
            }
            """);
        writer.Line();
        EmitViolation(writer, head.Answers);
        Frames.EmitFormat(writer, head.Framing);
        writer.Line();
        writer.Line($$"""
            /// <summary>A packet that can be sent.</summary>
            {{writer.Visibility}} interface IPacket
            {
                /// <summary>Its type.</summary>
                PacketType Type { get; }

                /// <summary>The lengths of the encoded packet.</summary>
                /// <param name="version">The version to encode for.</param>
                PacketLayout Measure(ProtocolVersion version);

                /// <summary>Writes the packet: exactly as many bytes as were measured.</summary>
                /// <param name="destination">Where to write; at least as long as the layout's size.</param>
                /// <param name="layout">What <see cref="Measure"/> found for the same version.</param>
                /// <param name="version">The version to encode for.</param>
                /// <returns>The number of bytes written.</returns>
                int Encode(Span<byte> destination, PacketLayout layout, ProtocolVersion version);
            }

            /// <summary>Writes whole packets.</summary>
            {{writer.Visibility}} static class PacketExtensions
            {
                /// <summary>The encoded packet.</summary>
                public static byte[] ToArray<T>(this T packet, ProtocolVersion version)
                    where T : IPacket
                {
                    var layout = packet.Measure(version);
                    var bytes = new byte[layout.Size];
                    packet.Encode(bytes, layout, version);
                    return bytes;
                }

                /// <summary>Appends the encoded packet.</summary>
                public static void WriteTo<T>(this T packet, System.Buffers.IBufferWriter<byte> output, ProtocolVersion version)
                    where T : IPacket
                {
                    var layout = packet.Measure(version);
                    output.Advance(packet.Encode(output.GetSpan(layout.Size), layout, version));
                }
            }
            """);
        return writer.ToString();
    }

    private static void EmitViolation(SourceWriter writer, AnswerForm answers)
    {
        writer.Line("""
            /// <summary>A broken rule: which one, and where. The default is none.</summary>
            /// <param name="Rule">The rule.</param>
            /// <param name="Offset">Where it broke, in bytes from the start of the packet.</param>
            """);
        using var body = writer.Type("readonly record struct Violation(Rule Rule, int Offset)");
        writer.Line("""
            /// <summary>Whether no rule is broken.</summary>
            public bool IsNone => Rule is Rule.None;

            """);
        if (answers.Type() is { } type)
        {
            writer.Line($"/// <summary>The reason code that answers it{(answers is AnswerForm.Some ? ", or null" : "")}.</summary>");
            writer.Line($"public {type} Answer => Rule.Answer();");
            writer.Line();
        }

        var answer = answers switch
        {
            AnswerForm.None => "",
            AnswerForm.Some => "{(Answer is { } answer ? $\", answer {answer} (0x{(byte)answer:X2})\" : \"\")}",
            _ => ", answer {Answer} (0x{(byte)Answer:X2})",
        };
        writer.Line($$"""
            /// <summary>The rule, its statement id if it has one, {{(answers is AnswerForm.None ? "and where it broke" : "where it broke, and the answer")}}.</summary>
            public override string ToString() =>
                IsNone ? "valid" : $"{Rule}{(Rule.Id() is { } id ? $" [{id}]" : "")} at byte {Offset}{{answer}}";
            """);
    }
}
