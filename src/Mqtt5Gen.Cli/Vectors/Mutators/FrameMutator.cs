using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>The length of the whole packet: in needless bytes, of too many, too small, and above what the receiver accepts.</summary>
internal sealed class FrameMutator : IMutator
{
    // The value that the vectors' format knows the largest packet by.
    private const string MaximumPacketSize = "MaximumPacketSize";

    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        if (context.Minimal is not { } minimal) yield break;

        var (faults, frames) = (context.Faults, context.Frames);
        var (type, flags, body) = (context.Packet.Type, PacketEncoder.FlagsOf(minimal), context.Body(minimal));
        if (context.Protocol.Framing.IsShortest && frames.WriteNeedless(type, flags, body) is { } needless) yield return new("LengthIsNotShortest", needless, faults.LengthNotShortest);
        if (frames.WriteTooLong(type, flags, body) is { } tooLong) yield return new("LengthIsTooLong", tooLong, faults.LengthTooLong);
        if (frames.WriteTooShort(type, flags, body) is { } tooShort) yield return new("LengthIsTooShort", tooShort, faults.LengthTooShort);
        if (context.Protocol.Announced.FirstOrDefault(announced => announced.Name == MaximumPacketSize) is not { } maximum) yield break;

        var bytes = context.Encode(minimal);
        yield return new("IsTooLarge", bytes, context.Faults.TooLarge) { Announced = new(maximum, bytes.Length - 1) };
    }
}
