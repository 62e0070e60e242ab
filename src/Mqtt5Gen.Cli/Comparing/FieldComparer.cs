using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares the fields of a packet, or of an item, in one version.</summary>
internal sealed class FieldComparer(ChangeRecorder changes, MemberNames names, Edition before, Edition after, string prefix)
{
    private const string OtherLayout = "each side looks for a field where the other one wrote something else";
    private const string OtherMeaning = "the same bytes mean something else";

    /// <summary>Compares what this version has of both lists.</summary>
    /// <returns>The fields that both have.</returns>
    public IReadOnlyList<(Field Old, Field Young)> Compare(IReadOnlyList<Field> oldFields, IReadOnlyList<Field> newFields)
    {
        Field[] old = [.. before.Of(oldFields, field => field.Versions)];
        Field[] young = [.. after.Of(newFields, field => field.Versions)];
        FieldPairs pairs = new(old, young);
        if (!pairs.HasOrder) changes.Misread(prefix.TrimEnd('.'), $"the order of the fields {Names(old)} became {Names(young)}", OtherLayout);

        foreach (var pair in pairs.Same) Compare(pair.Old, pair.Young);

        foreach (var field in pairs.Added) Add(field, "added", Impact.OldReceiver, names.UnknownToOld, pairs.IsLast(field, young));

        foreach (var field in pairs.Removed) Add(field, "removed", Impact.NewReceiver, names.UnknownToNew, pairs.IsLast(field, old));

        return pairs.Same;
    }

    private static string Names(IEnumerable<Field> fields) => string.Join(", ", fields.Select(field => field.Name));

    // Adding and removing are the same seen from the two ends: one side knows the field, and the other one does not.
    private void Add(Field field, string what, Impact stranger, HashSet<string> unknown, bool isLast)
    {
        var (item, who, other) = (prefix + field.Name, stranger is Impact.OldReceiver ? "an old" : "a new", stranger is Impact.OldReceiver ? "a new" : "an old");
        if (MemberNames.IsNever(field.If, unknown)) changes.Add(item, what, stranger, $"{who} receiver does not look for it; {who} sender never says that it stands there");
        else if (isLast && IsOmittable(field)) changes.Add(item, what, stranger, $"{who} receiver refuses bytes after its last field; {other} receiver does without them");
        else changes.Misread(item, what, OtherLayout);
    }

    private static bool IsOmittable(Field field) => field.WhenOmitted is not null || field.Each is { AtLeast: 0 } || field.Type?.IsRest == true;

    private void Compare(Field old, Field young)
    {
        var item = prefix + young.Name;
        if (old.Name != young.Name)
        {
            names.Rename(old.Name, young.Name);
            changes.Renamed(item, old.Name, young.Name);
        }

        changes.Reworded(item, old.About, young.About);
        CompareStanding(item, old, young);
        CompareEach(item, old, young);
        if (old.Type is null || young.Type is null || !ValueComparer.Form(changes, item, old.Type, young.Type)) return;

        CompareContent(item, old, young);
        if (old.Bits.Count > 0 || young.Bits.Count > 0) new BitComparer(changes, names, item + ".").Compare(Bits(old, before), Bits(young, after));
        else if (old.Type.Base is not WireBase.ReasonCode) ValueComparer.Numbers(changes, item, NumberSet.Of(old.Type, old.In, old.Narrowed), NumberSet.Of(young.Type, young.In, young.Narrowed));

        ValueComparer.Lengths(changes, item, old.Length, young.Length);
        ValueComparer.Names(changes, item, old.Type, young.Type);

        ValueComparer.Shapes(changes, item, [.. before.Of(old.Shapes, shape => shape.Versions)], [.. after.Of(young.Shapes, shape => shape.Versions)]);
    }

    private static IReadOnlyList<BitField> Bits(Field field, Edition edition) =>
        field.Bits.Count > 0 ? [.. edition.Of(field.Bits, bit => bit.Versions)] : [];

    private void CompareStanding(string item, Field old, Field young)
    {
        var (was, now) = (names.Old(old.If), MemberNames.New(young.If));
        if (was != now) changes.Misread(item, $"it stands {When(now)}, in place of {When(was)}", OtherLayout);

        switch (old.WhenOmitted, young.WhenOmitted)
        {
            case (null, { } value):
                changes.Widened(item, $"it may be left out (then: {value})", "a packet without it");
                break;
            case ({ } value, null):
                changes.Narrowed(item, $"it may no longer be left out (which meant: {value})", "a packet without it");
                break;
            case var (from, to) when from != to:
                changes.Misread(item, $"leaving it out means {to} in place of {from}", OtherMeaning);
                break;
        }

        ValueComparer.Rule(changes, item, "a packet that ends before it", old.Missing, young.Missing);
    }

    private static string When(string? condition) => condition is null ? "always" : $"if {condition}";

    private void CompareEach(string item, Field old, Field young)
    {
        if (old.Each is null && young.Each is null) return;

        if (old.Each is null || young.Each is null)
        {
            changes.Misread(item, young.Each is null ? "it no longer repeats" : "it repeats now", OtherLayout);
            return;
        }

        var what = $"at least {Words.Number(old.Each.AtLeast)} became at least {Words.Number(young.Each.AtLeast)}";
        if (young.Each.AtLeast < old.Each.AtLeast) changes.Widened(item, what, "a packet with fewer");
        if (young.Each.AtLeast > old.Each.AtLeast) changes.Narrowed(item, what, "a packet with fewer");
        if (old.Each.Item is { } oldItem && young.Each.Item is { } youngItem) Compare(item + ".", oldItem, youngItem);
        else if (old.Each.Item is null != young.Each.Item is null) changes.Misread(item, "its items are of another form", OtherLayout);
    }

    private void Compare(string place, Item old, Item young)
    {
        new FieldComparer(changes, names, before, after, place).Compare(old.Fields, young.Fields);
        ConditionComparer conditions = new(changes, names, before, after, place);
        conditions.Checks(old.Checks, young.Checks);
        conditions.Limits(old.Limits, young.Limits);
    }

    private void CompareContent(string item, Field old, Field young)
    {
        var (was, now) = (Content(old, before), Content(young, after));
        if (was != now)
        {
            if (was is null) changes.Narrowed(item, $"it is always '{now}' now", "any other content");
            else if (now is null) changes.Widened(item, $"it is no longer always '{was}'", "any other content");
            else changes.Misread(item, $"it is always '{now}' in place of '{was}'", "each side refuses what the other one sends");
        }

        if (old.SetsVersion != young.SetsVersion) changes.Misread(item, young.SetsVersion ? "it decides the version now" : "it no longer decides the version", OtherMeaning);
        ValueComparer.Rule(changes, item, "a value that is not allowed", old.BadValue, young.BadValue);
    }

    private static string? Content(Field field, Edition edition) => edition.Of(field.Value, text => text.Versions).FirstOrDefault()?.Text;
}
