using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>What the receiver, or the sender before, announced and the packet does not keep.</summary>
internal sealed class LimitMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        foreach (var place in context.Case.Places())
        {
            foreach (var limit in place.Group.Limits.Where(limit => limit.SentBy.Includes(context.Case.Sender) && limit.Versions.Contains(context.Case.Version) && context.Terms.CanKeep(limit.If)))
            {
                if (Broken(context, place, limit) is { } mutant) yield return mutant;
            }
        }
    }

    private static Mutant? Broken(MutationContext context, Place place, Limit limit)
    {
        (Term Term, Announced Announced)[] told =
            [.. limit.Keep.Terms.Select(term => (term, Announced(context, term))).Where(row => row.Item2 is not null).Select(row => (row.term, row.Item2!))];
        if (told.Length == 0) return null;

        var broken = told.SelectMany(row => Values(row.Announced.Type).SelectMany(value => Broken(context, place, limit, row.Term, new(row.Announced, value)))).FirstOrDefault();
        if (broken is null) context.Miss(Name(limit));
        return broken;
    }

    private static IEnumerable<Mutant> Broken(MutationContext context, Place place, Limit limit, Term term, Announcement announcement)
    {
        if ((place.ItemsOf is null ? context.Case.Empty : context.Smallest(place)) is not { } start) return [];
        if (context.Terms.Keep(start, place, limit.If) is not { } told) return [];

        return Exceeding(context, place, told, term, announcement.Value)
            .Where(content => context.Limits.Broken(content, announcement.To(context.Case.Sender)) == limit.Rule)
            .Select(content => new Mutant($"{Name(limit)}Beyond{announcement.What.Name}", context.Encode(content), limit.Rule) { Announced = announcement });
    }

    // Where the announced value stands on the right, the member on the left is made to exceed it.
    private static IEnumerable<PacketContent> Exceeding(MutationContext context, Place place, PacketContent told, Term term, long value)
    {
        if (context.Composer.Compose(told) is { } asItIs) yield return asItIs;
        if (term.Right is not { Kind: OperandKind.Announced }) yield break;

        var number = term with { Right = new(OperandKind.Number, value.ToString(System.Globalization.CultureInfo.InvariantCulture), null, false) };
        if (context.Terms.Solve(told, place, number, wanted: false) is { } beyond && context.Composer.Compose(beyond) is { } exceeding) yield return exceeding;
    }

    // What no packet of this version can announce binds none.
    private static Announced? Announced(MutationContext context, Term term)
    {
        var name = new[] { term.Left, term.Right }.FirstOrDefault(operand => operand?.Kind is OperandKind.Announced)?.Name;
        return context.Protocol.Announced.FirstOrDefault(row => row.Name == name && row.From.Any(source => Exists(context, source)));
    }

    private static bool Exists(MutationContext context, AnnouncedSource source)
    {
        var packet = context.Protocol.Packets.First(candidate => candidate.Spelled == source.Packet);
        return packet.Versions.Contains(context.Case.Version)
            && packet.Fields.Any(field => (source.IsProperty ? field.PropertySet == packet.Spelled : field.Name == source.Member) && field.Versions.Contains(context.Case.Version));
    }

    private static IEnumerable<long> Values(WireType type)
    {
        if (type.IsEnum) return type.Values.Select(value => (long)value.Value);
        return new[] { type.In?.Min ?? 0, (type.In?.Min ?? 0) + 1 };
    }

    private static string Name(Limit limit) => string.Concat(
        (limit.If?.Terms ?? default).Concat(limit.Keep.Terms).Select(term => term.Left).Where(operand => operand.Kind is not OperandKind.Announced).Select(operand => operand.Name).Distinct());
}
