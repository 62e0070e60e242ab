using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>A protocol says how its packets are framed.</summary>
public sealed class FramingTests
{
    private const string LengthFirst = "protocol: Doorbell\nframe: { first: length, type: u8, length: u8-or-u16, counts: packet, shortest: false }";
    private const string Ring = "packet: RING\ntype: 0x8C\nsent-by: client\nheader:\n  - { name: Door, type: u16 }\n  - { name: Tune, type: rest }\nstamps: [Door]";

    [Fact]
    public void PacketsAreWrittenAndReadInTheFrameOfTheProtocol()
    {
        var said = OwnProtocol.Compile(LengthFirst, Ring).Play("""
            var said = "";
            foreach (var tune in new[] { 0, 251, 252 })
            {
                var bytes = new Ring { Door = 7, Tune = new byte[tune] }.ToArray(ProtocolVersion.V1);
                var status = PacketFrame.TryRead(bytes, 1000, out var frame, out var length);
                RingView.TryDecode(frame, ProtocolVersion.V1, Role.Client, out var ring, out var violation);
                var layout = ring.Measure(ProtocolVersion.V1);
                RingView.Stamp(bytes, layout, 0x1234);
                said += $"{status} {length} {layout.Size} {ring.Tune.Length} {violation} {Convert.ToHexString(bytes.AsSpan(0, layout.HeaderLength + 2))}; ";
            }

            return said;
            """);

        Assert.Equal("Complete 4 4 0 valid 048C1234; Complete 255 255 251 valid FF8C1234; Complete 258 258 252 valid 0101028C1234; ", said);
    }

    [Fact]
    public void FaultsStandWhereTheTypeAndTheLengthAre()
    {
        var said = OwnProtocol.Compile(LengthFirst, Ring).Play("""
            var said = "";
            foreach (var hex in new[] { "048C0001", "0100058C00", "048D0001", "0100068D0001", "0001", "01000300" })
            {
                Ears ears = new();
                var status = PacketFrame.TryRead(Convert.FromHexString(hex), 1000, out var frame, out var length);
                var violation = status.ToViolation();
                if (status is FrameStatus.Complete) PacketDispatch.FromClient(ref ears, frame, ProtocolVersion.V1, out violation);
                if (status is FrameStatus.Complete && hex[3] == 'C') PacketDispatch.FromServer(ref ears, frame, ProtocolVersion.V1, out var other);
                said += $"{violation}; ";
            }

            PacketFrame.TryRead([4, 0x8C, 0, 1], 1000, out var ring, out _);
            Ears deaf = new();
            PacketDispatch.FromServer(ref deaf, ring, ProtocolVersion.V1, out var direction);
            return said + direction;
            """,
            "public struct Ears : IClientPackets, IServerPackets { public void On(in RingView packet) { } }");

        Assert.Equal(
            "valid; PacketIsComplete at byte 4; PacketTypeIsKnown at byte 1; PacketTypeIsKnown at byte 3; LengthIsNotTooShort at byte 0; LengthIsNotTooShort at byte 0; PacketIsForThisDirection at byte 1",
            said);
    }

    [Fact]
    public void AHalfByteOfTypeLeavesRoomForFlagsWhereverItStands()
    {
        var said = OwnProtocol.Compile(
            "protocol: Doorbell\nframe: { first: length, length: u16, counts: rest }",
            "packet: RING\ntype: 9\nflags: { 3: { name: Loud }, 2-0: { value: 0b101 } }\nheader: [{ name: Door, type: u8 }]\nstamps: [Door]\nchecks: [{ if: Loud, then: Door > 0, rule: LoudnessHasADoor }]",
            "errors: [{ name: LoudnessHasADoor, kept-by: codec }]").Play("""
            var bytes = new Ring { Loud = true, Door = 7 }.ToArray(ProtocolVersion.V1);
            var said = Convert.ToHexString(bytes);
            RingView.Stamp(bytes, new Ring().Measure(ProtocolVersion.V1), loud: false, door: 9);
            said += " " + Convert.ToHexString(bytes);
            foreach (var hex in new[] { "00029D01", "00029901", "00029D00", "0000", "000095" })
            {
                var status = PacketFrame.TryRead(Convert.FromHexString(hex), 10, out var frame, out _);
                var violation = status.ToViolation();
                if (status is FrameStatus.Complete) RingView.TryDecode(frame, ProtocolVersion.V1, Role.Client, out _, out violation);
                said += $"; {violation}";
            }

            return said;
            """);

        Assert.Equal("00029D07 00029509; valid; FixedBitsAreAsStated at byte 2; LoudnessHasADoor at byte 3; LengthIsNotTooShort at byte 0; LengthIsNotTooShort at byte 0", said);
    }

    [Theory]
    [InlineData("MQS004", "frame: { length: u8-or-u16 }", "packet: RING\ntype: 1", "Found a length of 'u8-or-u16' that does not count the whole packet, expected 'counts: packet'.")]
    [InlineData("MQS004", "frame: { length: u24 }", "packet: RING\ntype: 1", "Found 'u24', expected one of varint, u8, u16, u32, u8-or-u16. Did you mean 'u8'?")]
    [InlineData("MQS002", "frame: { lenght: u8 }", "packet: RING\ntype: 1", "Found 'lenght', expected a key of the frame. Did you mean 'length'?")]
    [InlineData("MQS004", "", "packet: RING\ntype: 16", "Found '16' as the type of a packet, expected a number from 0 to 15.")]
    [InlineData("MQS004", "frame: { type: u8 }", "packet: RING\ntype: 256", "Found '256' as the type of a packet, expected a number from 0 to 255.")]
    [InlineData("MQS107", "frame: { type: u8 }", "packet: RING\ntype: 1\nflags: { 3-0: { value: 0 } }", "Found flags, expected none: the packet type fills its byte.")]
    public void AFrameThatCannotBeMeantIsTold(string id, string head, string packet, string message)
    {
        var diagnostic = Assert.Single(OwnProtocol.Run("protocol: Doorbell\n" + head, packet).Diagnostics, _ => true);

        Assert.Equal((id, message), (diagnostic.Id, diagnostic.GetMessage(null)));
    }
}
