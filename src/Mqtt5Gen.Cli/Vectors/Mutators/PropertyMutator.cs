using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Properties that do not exist, do not stand here or no longer do, come from the wrong side, or stand twice.</summary>
internal sealed class PropertyMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context) => context.Case.Places().SelectMany(place =>
        place.Group.Fields.Where(field => field.PropertySet is not null && context.Case.Has(field)).SelectMany(field => Mutate(context, place, field)));

    private static IEnumerable<Mutant> Mutate(MutationContext context, Place place, Field field)
    {
        if (context.With(place, field) is not { } content) yield break;

        var set = Samples.SetOf(context.Case, field);
        foreach (var (what, id) in Unknown(context, set)) yield return Mutant(what, context.Faults.UnknownProperty, new PropertyValue(id, "", new FieldValue.Verbatim(default)));
        foreach (var property in set.Properties)
        {
            var sample = Samples.Of(ValueForm.Of(property, context.Faults), SampleSize.Minimal);
            PropertyValue value = new(property.Id, property.Name, sample);
            if (property.Refused is { } refused) yield return Mutant($"{property.Name}IsRefused", refused, value);
            else if (!property.SentBy.Includes(context.Case.Sender)) yield return Mutant($"{property.Name}FromTheOtherSide", property.WrongSender, value);
            else if (!property.Repeats) yield return Mutant($"{property.Name}Twice", context.Faults.RepeatedProperty, value, value);
        }

        Mutant Mutant(string what, RuleRef rule, params PropertyValue[] values) =>
            new($"{field.Name}{what}", context.Encode(place.With(content, field.Name, new FieldValue.PropertyList([.. values]))), rule);
    }

    private static IEnumerable<(string What, int Id)> Unknown(MutationContext context, PropertySet set)
    {
        var known = context.Protocol.Properties;
        yield return ("Unknown", Enumerable.Range(0, 128).First(id => known.All(property => property.Id != id)));
        if (known.FirstOrDefault(property => set.Properties.All(own => own.Id != property.Id)) is { } elsewhere) yield return ($"{elsewhere.Name}NotHere", elsewhere.Id);
    }
}
