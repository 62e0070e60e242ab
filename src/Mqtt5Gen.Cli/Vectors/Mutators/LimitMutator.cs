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
            foreach (var limit in place.Group.Limits.Where(limit => limit.SentBy.Includes(context.Case.Sender) && limit.Versions.Contains(context.Case.Version)))
            {
                if (Broken(context, place, limit) is { } mutant) yield return mutant;
            }
        }
    }

    private static Mutant? Broken(MutationContext context, Place place, Limit limit)
    {
        if ((place.ItemsOf is null ? context.Case.Empty : context.Smallest(place)) is not { } start) return null;
        if (context.Terms.Keep(start, place, limit.If) is not { } told) return null;

        foreach (var term in limit.Keep.Terms)
        {
            if (Announced(context, term) is not { } announced) continue;

            foreach (var value in Values(announced.Type))
            {
                foreach (var content in Exceeding(context, place, told, term, value))
                {
                    Announcement announcement = new(announced, value);
                    if (context.Limits.Broken(content, announcement.To(context.Case.Sender)) != limit.Rule) continue;
                    return new($"{Name(limit)}Beyond{announced.Name}", context.Encode(content), limit.Rule) { Announced = announcement };
                }
            }
        }

        return null;
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
