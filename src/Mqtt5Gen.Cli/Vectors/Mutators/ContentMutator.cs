using System.Globalization;
using System.Text;
using Mqtt5Gen.Cli.Interpreting;

namespace Mqtt5Gen.Cli.Vectors.Mutators;

/// <summary>Other text where it is fixed, and versions that do not exist.</summary>
internal sealed class ContentMutator : IMutator
{
    public IEnumerable<Mutant> Mutate(MutationContext context)
    {
        if (context.Minimal is not { } minimal) yield break;

        foreach (var field in context.Packet.Fields.Where(context.Case.Has))
        {
            var bad = field.BadValue ?? field.Missing;
            foreach (var (what, value) in field.Value.Count > 0 ? OtherTexts(context, field) : field.SetsVersion ? OtherVersions(context) : [])
            {
                yield return new($"{field.Name}{what}", context.Encode(minimal.With(field.Name, value)), bad);
            }
        }
    }

    private static IEnumerable<(string What, FieldValue Value)> OtherTexts(MutationContext context, Spec.Model.Field field)
    {
        var text = Encoding.UTF8.GetBytes(field.Value.First(value => value.Versions.Contains(context.Case.Version)).Text);
        byte[] other = [.. text];
        other[^1] ^= 1;
        yield return ("IsAnother", new FieldValue.Data(other));
        yield return ("IsCut", new FieldValue.Data(text[..^1]));
        yield return ("IsLonger", new FieldValue.Data((byte[])[.. text, .. text[^1..]]));
    }

    private static IEnumerable<(string What, FieldValue Value)> OtherVersions(MutationContext context)
    {
        var known = context.Protocol.Versions.Select(version => version.Number).ToList();
        return new[] { known.Min() - 1, known.Max() + 1, 0x80 | context.Case.Version.Number }
            .Where(number => number is >= 0 and <= 255 && !known.Contains(number))
            .Distinct()
            .Select(number => (string.Create(CultureInfo.InvariantCulture, $"{number}"), (FieldValue)new FieldValue.Number(number)));
    }
}
