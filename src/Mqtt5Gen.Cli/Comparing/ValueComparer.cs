using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares what may stand in a place: the form, the numbers, the shapes of text, and the rules that bad values break.</summary>
internal static class ValueComparer
{
    private const string OtherBytes = "each side reads other bytes there than the other one wrote";

    /// <summary>Compares the forms. Nothing else can be compared where they differ.</summary>
    /// <returns>Whether both are written alike.</returns>
    public static bool Form(ChangeRecorder changes, string item, WireType before, WireType after)
    {
        if (before.Base == after.Base && before.Size == after.Size) return true;

        var what = $"{before.Name} ({TypeWords.Form(before)}) became {after.Name} ({TypeWords.Form(after)})";
        switch (before.Base, after.Base)
        {
            case var _ when before.Size != after.Size:
                changes.Misread(item, what, OtherBytes);
                break;
            case (WireBase.Utf8, WireBase.Binary) or (WireBase.Utf8Rest, WireBase.Rest):
                changes.Widened(item, what, "bytes that are no text");
                break;
            case (WireBase.Binary, WireBase.Utf8) or (WireBase.Rest, WireBase.Utf8Rest):
                changes.Narrowed(item, what, "bytes that are no text");
                break;
            default:
                changes.Misread(item, what, OtherBytes);
                break;
        }

        return false;
    }

    /// <summary>Compares the numbers that are allowed.</summary>
    public static void Numbers(ChangeRecorder changes, string item, NumberSet? old, NumberSet? young)
    {
        if (old is null || young is null) return;

        var (more, less) = (young.Without(old), old.Without(young));
        var what = $"{old} became {young}";
        if (!more.IsEmpty && !less.IsEmpty)
        {
            changes.Add(item, what, Impact.Both, $"an old receiver refuses {more}, a new receiver {less}");
            return;
        }

        if (!more.IsEmpty) changes.Widened(item, what, more.ToString());
        if (!less.IsEmpty) changes.Narrowed(item, what, less.ToString());
    }

    /// <summary>Compares how long text or data may be.</summary>
    public static void Lengths(ChangeRecorder changes, string item, Bounds? before, Bounds? after)
    {
        if (before == after) return;

        var (old, young) = (NumberSet.OfLength(before), NumberSet.OfLength(after));
        var what = $"a length of {Length(before)} became {Length(after)}";
        if (!young.Without(old).IsEmpty) changes.Widened(item, what, "other lengths");
        if (!old.Without(young).IsEmpty) changes.Narrowed(item, what, "other lengths");
    }

    /// <summary>Compares the names of enumerated numbers.</summary>
    public static void Names(ChangeRecorder changes, string item, WireType? before, WireType? after)
    {
        foreach (var value in before?.Values ?? default)
        {
            if (after?.Values.FirstOrDefault(other => other.Value == value.Value) is { } same && same.Name != value.Name) changes.Renamed(item, value.Name, same.Name);
        }
    }

    /// <summary>Compares the shapes of text.</summary>
    public static void Shapes(ChangeRecorder changes, string item, IReadOnlyList<ShapeRule> before, IReadOnlyList<ShapeRule> after)
    {
        foreach (var shape in before.ExceptBy(after.Select(shape => shape.Shape), shape => shape.Shape))
        {
            changes.Widened(item, $"the text need no longer be of the shape: {TypeWords.Shape(shape.Shape)}", "text of another shape");
        }

        foreach (var shape in after)
        {
            if (before.FirstOrDefault(old => old.Shape == shape.Shape) is { } same) Rule(changes, item, $"text that has not the shape: {TypeWords.Shape(shape.Shape)}", same.Rule, shape.Rule);
            else changes.Narrowed(item, $"the text must now be of the shape: {TypeWords.Shape(shape.Shape)}", "text of another shape");
        }
    }

    /// <summary>Compares the rules that a breach is told under.</summary>
    public static void Rule(ChangeRecorder changes, string item, string breach, RuleRef? before, RuleRef? after)
    {
        if (Key(before) != Key(after)) changes.Harmless(item, $"{breach} breaks {Key(after)} in place of {Key(before)}", "the same packets are refused, under another rule");
    }

    private static string Length(Bounds? bounds) => bounds is null ? "any number" : Words.Range(bounds);

    private static string Key(RuleRef? rule) => rule?.Id ?? rule?.Name ?? "no rule";
}
