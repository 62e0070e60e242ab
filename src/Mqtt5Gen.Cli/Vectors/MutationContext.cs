using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>What mutators work with.</summary>
internal sealed class MutationContext(SpecProtocol protocol, VectorCase of)
{
    private readonly PacketDecoder _decoder = new(protocol);
    private readonly PacketEncoder _encoder = new(protocol);

    public SpecProtocol Protocol { get; } = protocol;

    public FrameCodec Frames { get; } = new(protocol.Framing);

    public Faults Faults => Protocol.Faults;

    public VectorCase Case { get; } = of;

    public Packet Packet => Case.Packet;

    public Composer Composer { get; } = new(protocol, of);

    public TermSolver Terms { get; } = new(protocol, of);

    public LimitCheck Limits { get; } = new(protocol);

    /// <summary>The packet that says the least, or null: there is none.</summary>
    public PacketContent? Minimal { get; } = new Composer(protocol, of).Compose(of.Empty);

    /// <summary>The packet that says all there is, or null: there is none.</summary>
    public PacketContent? Full { get; } = new Composer(protocol, of).Compose(of.Empty, SampleSize.Full);

    /// <summary>What no valid packet was found for, so that it has no mutants.</summary>
    public List<string> Missed { get; } = [];

    /// <summary>A valid packet in which the field stands, or null: there is none.</summary>
    public PacketContent? With(Place place, Field field) => Composer.ComposeWith(place, field) ?? Miss(field.Name);

    /// <summary>Notes what has no mutants.</summary>
    /// <returns>Null.</returns>
    public PacketContent? Miss(string what)
    {
        Missed.Add(what);
        return null;
    }

    /// <summary>The smallest packet in which the place has members, or null: there is none.</summary>
    public PacketContent? Smallest(Place place) => place.ItemsOf is null ? Minimal : With(place, place.Group.Fields[0]);

    /// <summary>The packet's bytes.</summary>
    public byte[] Encode(PacketContent content) => _encoder.Encode(content);

    /// <summary>What comes of a packet of the case.</summary>
    public DecodedPacket Decode(byte[] bytes) => Decode(bytes, Case.Version, Case.Sender);

    /// <summary>What comes of a packet in another version or from another sender.</summary>
    public DecodedPacket Decode(byte[] bytes, ProtocolVersion version, Role sender, long maximumSize = long.MaxValue) =>
        _decoder.Decode(bytes, version, sender, maximumSize);

    /// <summary>The packet with this head and other fields.</summary>
    public byte[] Reframe(PacketContent content, ReadOnlySpan<byte> body) => Frames.Write(Packet.Type, PacketEncoder.FlagsOf(content), body);

    /// <summary>The packet's fields as bytes.</summary>
    public byte[] Body(PacketContent content)
    {
        var bytes = Encode(content);
        return bytes[Frames.Read(bytes).BodyOffset..];
    }

    /// <summary>The slots, each with a valid packet in which it stands.</summary>
    public IEnumerable<(Slot Slot, PacketContent Base)> Slots()
    {
        foreach (var slot in Slot.Of(Case, Faults))
        {
            if ((Composer.ComposeWith(slot) ?? Miss(slot.Name)) is { } content) yield return (slot, content);
        }
    }
}
