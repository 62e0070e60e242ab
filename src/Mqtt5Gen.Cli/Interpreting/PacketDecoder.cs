using System.Collections.Immutable;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Decodes the packets of a protocol by its spec, or finds the rule that is broken and where.</summary>
internal sealed class PacketDecoder(SpecProtocol protocol)
{
    private readonly FrameCodec _frames = new(protocol.Framing);

    /// <summary>Decodes the packet that <paramref name="input"/> starts with.</summary>
    /// <param name="input">The bytes; more may follow the packet.</param>
    /// <param name="version">The connection's version.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="maximumSize">The largest packet that its receiver accepts.</param>
    public DecodedPacket Decode(ReadOnlyMemory<byte> input, ProtocolVersion version, Role sender, long maximumSize = long.MaxValue)
    {
        var head = _frames.Read(input.Span);
        var packet = protocol.Packets.FirstOrDefault(candidate => candidate.Type == head.Type);
        if (BrokenFrame(head, maximumSize) is { } broken) return new(head, input, packet, version, [], null, broken);
        if (head.Length is not { } length) return new(head, input, packet, version, [], null, null);

        var isWhole = head.State is FrameState.Complete;
        var bytes = isWhole ? input[..length] : input;
        if (packet is null && !isWhole) return new(head, bytes, null, version, [], null, null);
        if (packet is null) return new(head, bytes, null, version, [], null, new(protocol.Faults.UnknownPacket, head.TypeOffset));

        Decoding decoding = new(protocol, packet, version, sender) { TypeOffset = head.TypeOffset };
        var parts = Head(packet, head);
        var members = ImmutableDictionary.CreateBuilder<string, FieldValue>();
        Read(decoding, new(bytes, head.BodyOffset, bytes.Length), head.Flags, parts, members);
        if (!isWhole) return new(head, bytes, packet, decoding.Version, parts, null, null);

        var content = decoding.Broken is null ? new PacketContent(packet, decoding.Version, sender, members.ToImmutable()) : null;
        return new(head, bytes, packet, decoding.Version, parts, content, decoding.Broken);
    }

    private BrokenRule? BrokenFrame(PacketHead head, long maximumSize) => head.State switch
    {
        FrameState.LengthTooLong => new(protocol.Faults.LengthTooLong, head.LengthOffset),
        FrameState.LengthNotShortest => new(protocol.Faults.LengthNotShortest, head.LengthOffset),
        FrameState.LengthTooShort => new(protocol.Faults.LengthTooShort, head.LengthOffset),
        _ => head.Length > maximumSize ? new(protocol.Faults.TooLarge, head.LengthOffset) : null,
    };

    private List<Part> Head(Packet packet, PacketHead head)
    {
        var flags = protocol.Framing.HasFlags ? $", flags {Convert.ToString(head.Flags, 2).PadLeft(4, '0')}" : "";
        Part type = new(PartKind.Type, "Type", head.TypeOffset) { Length = 1, Text = $"{packet.Name} ({head.Type}){flags}" };
        Part length = new(PartKind.Length, _frames.LengthName, head.LengthOffset) { Length = head.BodyOffset - 1, Text = $"{head.Counted}" };
        return protocol.Framing.IsLengthFirst ? [length, type] : [type, length];
    }

    private static void Read(
        Decoding decoding, ByteCursor cursor, int flags, List<Part> parts, ImmutableDictionary<string, FieldValue>.Builder members)
    {
        var packet = decoding.Packet;
        if (!decoding.Expect(packet.Versions.Contains(decoding.Version), decoding.Faults.UnknownPacket, decoding.TypeOffset)) return;
        if (!decoding.Expect(packet.IsSentBy(decoding.Sender, decoding.Version), decoding.Faults.WrongDirection, decoding.TypeOffset)) return;

        BitDecoder.Read(decoding, packet.Flags, flags, decoding.Faults.FixedFlags, parts.First(part => part.Kind is PartKind.Type), members);
        FieldDecoder fields = new(decoding, FieldGroup.Of(packet), members);
        fields.Read(cursor, parts);
        if (decoding.Broken is null) decoding.Expect(cursor.AtEnd, decoding.Faults.Trailing, cursor.Offset);
        if (decoding.Broken is null) fields.Check();
    }
}
