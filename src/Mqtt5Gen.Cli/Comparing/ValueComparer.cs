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
        if (before.Base == after.Base) return true;

        var what = $"{before.Name} ({TypeWords.Form(before.Base)}) became {after.Name} ({TypeWords.Form(after.Base)})";
        switch (before.Base, after.Base)
        {
            case (WireBase.Utf8, WireBase.Binary):
                changes.Widened(item, what, "bytes that are no text");
                break;
            case (WireBase.Binary, WireBase.Utf8):
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

    private static string Key(RuleRef? rule) => rule?.Id ?? rule?.Name ?? "no rule";
}
