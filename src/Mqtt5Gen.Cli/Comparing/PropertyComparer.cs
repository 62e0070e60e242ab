using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares the properties that may stand in one place.</summary>
internal sealed class PropertyComparer(ChangeRecorder changes, MemberNames names, Edition before, Edition after, string prefix)
{
    /// <summary>Compares.</summary>
    public void Compare(IReadOnlyList<Property> oldSet, IReadOnlyList<Property> newSet)
    {
        oldSet = [.. oldSet.Where(property => property.Refused is null)];
        newSet = [.. newSet.Where(property => property.Refused is null)];
        foreach (var young in newSet)
        {
            if (Partner(young, oldSet) is { } old)
            {
                Compare(old, young);
                continue;
            }

            changes.Widened(prefix + young.Name, "may stand here", "it");
            names.UnknownToOld.Add(young.Name);
        }

        foreach (var old in oldSet.Where(old => Partner(old, newSet) is null))
        {
            changes.Narrowed(prefix + old.Name, "may no longer stand here", "it");
            names.UnknownToNew.Add(old.Name);
        }
    }

    private static Property? Partner(Property property, IReadOnlyList<Property> others) =>
        others.FirstOrDefault(other => other.Id == property.Id) ?? others.FirstOrDefault(other => other.Name == property.Name);

    private void Compare(Property old, Property young)
    {
        var item = prefix + young.Name;
        if (old.Id != young.Id)
        {
            changes.Misread(item, $"identifier {Words.Hex(old.Id)} became {Words.Hex(young.Id)}", "each side refuses what the other one sends");
            return;
        }

        if (old.Name != young.Name)
        {
            names.Rename(old.Name, young.Name);
            changes.Renamed(item, old.Name, young.Name);
        }

        new RoleComparer(after.Words).Compare(changes, item, old.SentBy, young.SentBy);
        if (!old.Repeats && young.Repeats) changes.Widened(item, "may now repeat", "a second one");
        if (old.Repeats && !young.Repeats) changes.Narrowed(item, "may no longer repeat", "a second one");
        if (old.WhenAbsent != young.WhenAbsent)
        {
            changes.Misread(item, $"absence means {young.WhenAbsent ?? "nothing"} in place of {old.WhenAbsent ?? "nothing"}", "a packet without it means something else");
        }

        ValueComparer.Rule(changes, item, "it from the wrong side", old.WrongSender, young.WrongSender);
        if (!ValueComparer.Form(changes, item, old.Type, young.Type)) return;

        ValueComparer.Numbers(changes, item, NumberSet.Of(old.Type, old.In, old.Narrowed), NumberSet.Of(young.Type, young.In, young.Narrowed));
        ValueComparer.Lengths(changes, item, old.Length, young.Length);
        ValueComparer.Names(changes, item, old.Type, young.Type);
        ValueComparer.Rule(changes, item, "a value that is not allowed", old.BadValue, young.BadValue);
        ValueComparer.Shapes(changes, item, [.. before.Of(old.Shapes, shape => shape.Versions)], [.. after.Of(young.Shapes, shape => shape.Versions)]);
    }
}
