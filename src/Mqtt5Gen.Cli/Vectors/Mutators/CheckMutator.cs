using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>What must hold together, and does not.</summary>
internal sealed class CheckMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        foreach (var place in context.Case.Places())
        {
            foreach (var check in place.Group.Checks.Where(check => check.Versions.Contains(context.Case.Version) && context.Terms.CanKeep(check.If)))
            {
                var broken = Broken(context, place, check).ToList();
                if (broken.Count == 0) context.Miss(Name(check));
                foreach (var content in broken) yield return new(Name(check), context.Encode(content), check.Rule);
            }
        }
    }

    // From a packet in which the condition holds, one term of what must follow is turned round.
    private static IEnumerable<PacketContent> Broken(MutationContext context, Place place, Check check)
    {
        if (context.Smallest(place) is not { } start) return [];
        if (context.Terms.Keep(start, place, check.If) is not { } told) return [];

        return context.Terms.Break(told, place, check.Then).Select(context.Composer.Complete);
    }

    private static string Name(Check check) =>
        string.Concat((check.If?.Terms ?? default).Concat(check.Then.Terms).Where(term => term.Kind is not TermKind.IsSender).Select(term => term.Left.Name).Distinct()) + "Disagree";
}
