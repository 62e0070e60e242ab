using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>The packet ends before a field, or inside it.</summary>
internal sealed class CutMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context) =>
        context.Case.Places().SelectMany(place => place.Group.Fields.Where(context.Case.Has).SelectMany(field => Mutate(context, place, field)));

    private static IEnumerable<Mutant> Mutate(MutationContext context, Place place, Field field)
    {
        if (context.With(place, field) is not { } content) yield break;

        var bytes = context.Encode(content);
        var decoded = context.Decode(bytes);
        if (Find(decoded.Parts, place, field) is not { Length: > 0 } part) yield break;

        byte[] Cut(int end) => context.Reframe(content, bytes.AsSpan(decoded.Head.BodyOffset, end - decoded.Head.BodyOffset));

        var mayEndBefore = field.WhenOmitted is not null || field.Each is not null || field.Type?.IsRest == true || (place.ItemsOf is not null && field == place.Group.Fields[0]);
        if (!mayEndBefore) yield return new($"EndsBefore{field.Name}", Cut(part.Offset), field.Missing);
        if (field.PropertySet is not null) yield return new($"EndsInLengthOf{field.Name}", context.Reframe(content, [.. bytes[decoded.Head.BodyOffset..part.Offset], 0x80]), field.Missing);
        else if (part.Length > 1 && field.Each?.Item is null && field.Type?.IsRest != true) yield return new($"EndsInside{field.Name}", Cut(part.Offset + part.Length - 1), field.Missing);
    }

    private static Part? Find(IReadOnlyList<Part> parts, Place place, Field field)
    {
        if (place.ItemsOf is null) return parts.FirstOrDefault(part => part.Kind is PartKind.Field && part.Name == field.Name);

        var items = parts.FirstOrDefault(part => part.Name == place.ItemsOf.Name);
        return items?.Parts[0].Parts.FirstOrDefault(part => part.Name == field.Name);
    }
}
