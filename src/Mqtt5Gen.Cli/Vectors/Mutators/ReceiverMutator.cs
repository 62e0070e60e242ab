using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>The packet in a version that does not have it, and from the side that does not send it.</summary>
internal sealed class ReceiverMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        if (context.Minimal is not { } minimal) yield break;

        var bytes = context.Encode(minimal);
        foreach (var version in context.Protocol.Versions.Where(version => !context.Packet.Versions.Contains(version)))
        {
            yield return new("IsUnknown", bytes, context.Faults.UnknownPacket) { Version = version };
        }

        var other = context.Case.Sender.Other();
        if (!context.Packet.IsSentBy(other, context.Case.Version)) yield return new("IsSentTheOtherWay", bytes, context.Faults.WrongDirection) { Sender = other };
    }
}
