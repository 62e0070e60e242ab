using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>A byte behind the last field.</summary>
internal sealed class TrailingMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        if (context.Full is not { } full || context.Packet.Fields.Where(context.Case.Has).Any(TakesAllThatIsLeft)) yield break;

        yield return new("HasATrailingByte", context.Reframe(full, [.. context.Body(full), 0]), context.Faults.Trailing);
    }

    private static bool TakesAllThatIsLeft(Field field) => field.Each is not null || field.Type?.IsRest == true;
}
