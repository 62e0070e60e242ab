using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Text that is ill-formed, holds U+0000, or has not its shape.</summary>
internal sealed class TextMutator : IMutator
{
    private static readonly byte[] IllFormed = [(byte)'a', 0xFF];
    private static readonly byte[] Nul = [(byte)'a', 0x00];

    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        foreach (var (slot, content) in context.Slots())
        {
            foreach (var (what, value, rule) in Bad(context, slot.Form))
            {
                yield return new($"{slot.Name}{what}", context.Encode(slot.Put(content, value)), rule);
            }
        }
    }

    private static IEnumerable<(string What, FieldValue Value, RuleRef Rule)> Bad(MutationContext context, ValueForm form)
    {
        var faults = context.Faults;
        return form.Type.Base switch
        {
            WireBase.Utf8 =>
            [
                ("IsIllFormed", new FieldValue.Data(IllFormed), faults.IllFormedText),
                ("HasNul", new FieldValue.Data(Nul), faults.NulInText),
                .. form.Shapes.Where(shape => shape.Versions.Contains(context.Case.Version)).Select(OfShape),
            ],
            WireBase.Utf8Pair =>
            [
                ("NameIsIllFormed", new FieldValue.Pair(IllFormed, default), faults.IllFormedText),
                ("NameHasNul", new FieldValue.Pair(Nul, default), faults.NulInText),
                ("ValueIsIllFormed", new FieldValue.Pair(default, IllFormed), faults.IllFormedText),
                ("ValueHasNul", new FieldValue.Pair(default, Nul), faults.NulInText),
            ],
            _ => [],
        };
    }

    private static (string What, FieldValue Value, RuleRef Rule) OfShape(ShapeRule shape)
    {
        var (what, text) = shape.Shape switch
        {
            Shape.NotEmpty => ("IsEmpty", ""),
            Shape.NoWildcards => ("HasWildcard", "+"),
            Shape.HashIsLast => ("HashIsNotLast", "#/a"),
            Shape.PlusFillsLevel => ("PlusSharesLevel", "a+"),
            Shape.ShareHasName => ("ShareHasNoName", "$share//a"),
            _ => ("ShareNameIsNotPlain", "$share/a"),
        };
        return (what, Samples.Text(text), shape.Rule);
    }
}
