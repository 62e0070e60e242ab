using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Changes a packet so that a term of a condition holds, or does not.</summary>
internal sealed class TermSolver(SpecProtocol protocol, VectorCase of)
{
    private static readonly FieldValue NoProperties = new FieldValue.Verbatim(new byte[] { 0 });

    private readonly ConditionEvaluator _conditions = new(protocol, of.Sender, Announcements.Nothing);

    /// <summary>Whether some packet of the case can keep the condition: who sends it, and in which version, no change can change.</summary>
    public bool CanKeep(Condition? condition) =>
        condition is null || condition.Terms.All(term => term.Kind is not TermKind.Never && (term.Kind is not TermKind.IsSender || term.Not != (term.Left.AnnouncedBy == of.Sender)));

    /// <summary>The packet with every term of the condition holding; null where that cannot be.</summary>
    public PacketContent? Keep(PacketContent content, Place place, Condition? condition)
    {
        PacketContent? solved = content;
        foreach (var term in condition?.Terms ?? default) solved = solved is null ? null : Solve(solved, place, term, wanted: true);
        return solved;
    }

    /// <summary>The packets in each of which another term of the condition does not hold.</summary>
    public IEnumerable<PacketContent> Break(PacketContent content, Place place, Condition condition) =>
        condition.Terms.Select(term => Solve(content, place, term, wanted: false)).OfType<PacketContent>();

    /// <summary>The packet with the term as wanted; null where that cannot be.</summary>
    public PacketContent? Solve(PacketContent content, Place place, Term term, bool wanted)
    {
        if (_conditions.Holds(term, new MemberScope(place.Group, place.Members(content))) == wanted) return content;

        var holds = wanted != term.Not;
        return term.Kind switch
        {
            TermKind.IsSet => place.With(content, term.Left.Name, new FieldValue.Number(holds ? 1 : 0)),
            TermKind.IsPresent => Present(content, place, term.Left, holds),
            TermKind.IsEmpty => Put(content, place, term.Left, Samples.Text(holds ? "" : "a")),
            TermKind.IsShared => Put(content, place, term.Left, Samples.Text(holds ? "$share/a/a" : "a")),
            TermKind.IsWildcard => Put(content, place, term.Left, Samples.Text(holds ? "+" : "a")),
            TermKind.IsSender or TermKind.Never => null,
            _ => Compare(content, place, term, wanted),
        };
    }

    private PacketContent? Compare(PacketContent content, Place place, Term term, bool wanted)
    {
        if (term.Left.Kind is OperandKind.Announced || term.Right is null or { Kind: OperandKind.Announced }) return null;
        if (term.Right is { Kind: OperandKind.Text } text) return Put(content, place, term.Left, Samples.Text(wanted == (term.Comparison == "=") ? text.Name : "a"));

        return Candidates(place, term)
            .Select(value => Put(content, place, term.Left, new FieldValue.Number(value)))
            .OfType<PacketContent>()
            .FirstOrDefault(changed => _conditions.Holds(term, new MemberScope(place.Group, place.Members(changed))) == wanted);
    }

    private IEnumerable<long> Candidates(Place place, Term term)
    {
        if (term.Left.Type is { Base: WireBase.ReasonCode }) return Samples.ReasonCodes(of).Select(code => (long)code);
        if (term.Left.Type is { IsEnum: true } type) return type.Values.Select(value => (long)value.Value);

        var right = _conditions.RightSide(term) ?? 0;
        var bounds = BoundsOf(place, term.Left);
        return new[] { right, right + 1, right - 1 }.Where(value => value >= bounds.Min && value <= bounds.Max);
    }

    private static Bounds BoundsOf(Place place, Operand operand)
    {
        if (operand.Type is not { } type) return new(0, 1);

        var bounds = operand.Kind is OperandKind.Property
            ? place.Group.OwnSet?.Properties.FirstOrDefault(property => property.Name == operand.Name)?.In
            : place.Group.Fields.FirstOrDefault(field => field.Name == operand.Name)?.In;
        return bounds ?? type.In ?? new(0, Samples.Capacity(type));
    }

    private PacketContent? Present(PacketContent content, Place place, Operand operand, bool present)
    {
        if (operand.Kind is OperandKind.Property)
        {
            var property = place.Group.OwnSet!.Properties.First(candidate => candidate.Name == operand.Name);
            return present ? Put(content, place, operand, Samples.Of(ValueForm.Of(property, protocol.Faults), SampleSize.Minimal)) : Remove(content, place, operand);
        }

        var field = place.Group.Fields.First(candidate => candidate.Name == operand.Name);
        if (field.WhenOmitted is not null && field.Bits.Count == 0)
        {
            var value = field.PropertySet is null ? Samples.Of(ValueForm.Of(field), SampleSize.Full) : NoProperties;
            return present ? place.With(content, field.Name, value) : place.Without(content, field.Name);
        }

        if (field.If is not { } condition) return null;
        return present ? Keep(content, place, condition) : Break(content, place, condition).FirstOrDefault();
    }

    // What stands only under a condition brings the condition with it.
    private PacketContent? Put(PacketContent content, Place place, Operand operand, FieldValue value)
    {
        if (operand.Kind is not OperandKind.Property)
        {
            var condition = place.Group.Fields.FirstOrDefault(field => field.Name == operand.Name)?.If;
            return Keep(content, place, condition) is { } standing ? place.With(standing, operand.Name, value) : null;
        }

        var id = place.Group.OwnSet!.Properties.First(property => property.Name == operand.Name).Id;
        var others = Remove(content, place, operand);
        return place.With(others, place.Group.OwnProperties!.Name, new FieldValue.PropertyList([.. Properties(others, place), new(id, operand.Name, value)]));
    }

    private static PacketContent Remove(PacketContent content, Place place, Operand operand) => place.With(
        content,
        place.Group.OwnProperties!.Name,
        new FieldValue.PropertyList([.. Properties(content, place).Where(property => property.Name != operand.Name)]));

    private static IEnumerable<PropertyValue> Properties(PacketContent content, Place place) =>
        place.Members(content).GetValueOrDefault(place.Group.OwnProperties!.Name) is FieldValue.PropertyList list ? list.Items : [];
}
