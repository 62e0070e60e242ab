using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Too few items of a repeated field.</summary>
internal sealed class RepetitionMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        if (context.Minimal is not { } minimal) yield break;

        foreach (var field in context.Packet.Fields.Where(field => field.Each is { AtLeast: > 0 } && context.Case.Has(field)))
        {
            yield return new($"{field.Name}AreTooFew", context.Encode(minimal.With(field.Name, new FieldValue.Repeated([]))), field.Each!.TooFew);
        }
    }
}
