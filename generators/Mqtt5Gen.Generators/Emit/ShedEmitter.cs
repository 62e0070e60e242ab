using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits what a packet leaves out when it would be too large for its receiver.</summary>
internal static class ShedEmitter
{
    /// <summary>Emits <c>FitTo</c>, where the packet sheds anything.</summary>
    public static void Emit(SourceWriter writer, Packet packet)
    {
        if (packet.Shed.Count == 0) return;

        var set = packet.PropertySets.First(candidate => candidate.Spelled == packet.Spelled);
        writer.Line();
        writer.Line($$"""
            /// <summary>The packet without as much of {{string.Join(", ", packet.Shed.Select(shed => Words.Of(shed.Property)))}} (in this order) as is needed to fit.</summary>
            /// <param name="maximumPacketSize">The receiver's Maximum Packet Size, in bytes.</param>
            /// <param name="version">The version to encode for.</param>
            """);
        using (writer.Block($"public {packet.Spelled} FitTo(uint maximumPacketSize, ProtocolVersion version)"))
        {
            writer.Line("var packet = this;");
            foreach (var shed in packet.Shed)
            {
                var property = set.Properties.First(candidate => candidate.Name == shed.Property);
                var without = property.Repeats ? $"{property.Plural} = []" : $"{property.Name} = null";
                writer.Line("if (packet.Properties is null || packet.Measure(version).Size <= maximumPacketSize) return packet;");
                writer.Line($"packet = packet with {{ Properties = packet.Properties with {{ {without} }} }};{Names.Mark(shed.Rule)}");
            }

            writer.Line("return packet;");
        }
    }
}
