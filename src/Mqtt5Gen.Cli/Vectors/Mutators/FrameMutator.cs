using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>The length of the whole packet: in needless bytes, beyond what a length may have, and above what the receiver accepts.</summary>
internal sealed class FrameMutator : IMutator
{
    // The value that the vectors' format knows the largest packet by.
    private const string MaximumPacketSize = "MaximumPacketSize";

    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        if (context.Minimal is not { } minimal) yield break;

        var body = context.Body(minimal);
        var flags = PacketEncoder.FlagsOf(minimal);
        var lengthBytes = context.Encode(minimal).Length - body.Length - 1;
        yield return new("LengthIsNotShortest", Framing.Write(context.Packet.Type, flags, body, lengthBytes + 1), context.Faults.LengthNotShortest);
        yield return new("LengthIsTooLong", Framing.Write(context.Packet.Type, flags, body, 5), context.Faults.LengthTooLong);

        if (context.Protocol.Announced.FirstOrDefault(announced => announced.Name == MaximumPacketSize) is not { } maximum) yield break;

        var bytes = context.Encode(minimal);
        yield return new("IsTooLarge", bytes, context.Faults.TooLarge) { Announced = new(maximum, bytes.Length - 1) };
    }
}
