using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Text that is ill-formed, holds U+0000, or has not its shape.</summary>
internal sealed class TextMutator : IMutator
{
    private const byte NoUtf8 = 0xFF;
    private const byte Nul = 0x00;

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
            WireBase.Utf8 or WireBase.Utf8Rest =>
            [
                ("IsIllFormed", new FieldValue.Data(EndingIn(NoUtf8, form)), faults.IllFormedText),
                ("HasNul", new FieldValue.Data(EndingIn(Nul, form)), faults.NulInText),
                .. form.Shapes.Where(shape => shape.Versions.Contains(context.Case.Version)).Select(OfShape),
            ],
            WireBase.Utf8Pair =>
            [
                ("NameIsIllFormed", new FieldValue.Pair(new[] { NoUtf8 }, default), faults.IllFormedText),
                ("NameHasNul", new FieldValue.Pair(new[] { Nul }, default), faults.NulInText),
                ("ValueIsIllFormed", new FieldValue.Pair(default, new[] { NoUtf8 }), faults.IllFormedText),
                ("ValueHasNul", new FieldValue.Pair(default, new[] { Nul }), faults.NulInText),
            ],
            _ => [],
        };
    }

    // As long as what is allowed, so that only the byte is wrong.
    private static byte[] EndingIn(byte last, ValueForm form)
    {
        byte[] text = [.. ((FieldValue.Data)Samples.Of(form, SampleSize.Minimal)).Bytes.Span];
        if (text.Length == 0) return [last];

        text[^1] = last;
        return text;
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
