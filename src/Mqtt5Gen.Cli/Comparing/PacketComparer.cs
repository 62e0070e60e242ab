using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares one packet in two specs, version by version.</summary>
internal sealed class PacketComparer(SpecProtocol before, SpecProtocol after, Packet old, Packet young)
{
    private readonly ChangeRecorder _changes = new(young.Name);

    /// <summary>Compares.</summary>
    public static IEnumerable<Change> Compare(SpecProtocol before, SpecProtocol after, Packet old, Packet young) =>
        new PacketComparer(before, after, old, young).Compare();

    private IEnumerable<Change> Compare()
    {
        CompareHead();
        foreach (var version in before.Versions)
        {
            if (after.Versions.FirstOrDefault(other => other.Name == version.Name) is not { } same) continue;

            _changes.Enter(version.Name);
            Compare(new(before, version), new(after, same));
        }

        _changes.Leave();
        CompareRest();
        return _changes.Changes;
    }

    private void CompareHead()
    {
        if (old.Name != young.Name) _changes.Renamed("", old.Name, young.Name);
        if (old.Type != young.Type) _changes.Misread("", $"packet type {Words.Number(old.Type)} became {Words.Number(young.Type)}", "each side takes it for another packet, or refuses it");
        if (old.Spelled != young.Spelled) _changes.Renamed("", old.Spelled, young.Spelled);
        _changes.Moved("", old.Section, young.Section);
        _changes.Reworded("", old.About, young.About);
    }

    private void Compare(Edition oldEdition, Edition newEdition)
    {
        var (was, isNow) = (oldEdition.Has(old), newEdition.Has(young));
        if (!was && isNow) _changes.Widened("", "packet added", "it");
        if (was && !isNow) _changes.Narrowed("", "packet removed", "it");
        if (!was || !isNow) return;

        MemberNames names = new();
        new RoleComparer(newEdition.Words).Compare(_changes, "", Sender(old, oldEdition), Sender(young, newEdition));
        new BitComparer(_changes, names, "").Compare([.. oldEdition.Of(old.Flags, bit => bit.Versions)], [.. newEdition.Of(young.Flags, bit => bit.Versions)]);
        var fields = new FieldComparer(_changes, names, oldEdition, newEdition, "").Compare(old.Fields, young.Fields);
        foreach (var (oldField, newField) in fields)
        {
            if (oldField.PropertySet is null || newField.PropertySet is null) continue;

            new PropertyComparer(_changes, names, oldEdition, newEdition, newField.Name + ".").Compare(Set(old, oldField), Set(young, newField));
        }

        if (HasReasonCode(old, oldEdition) && HasReasonCode(young, newEdition)) new ReasonCodeComparer(_changes, oldEdition, newEdition).Compare(old, young);

        ConditionComparer conditions = new(_changes, names, oldEdition, newEdition, "");
        conditions.Checks(old.Checks, young.Checks);
        conditions.Limits(old.Limits, young.Limits);
    }

    private static Role Sender(Packet packet, Edition edition) => edition.Of(packet.SentBy, sender => sender.Versions).Select(sender => sender.Role).FirstOrDefault(Role.Both);

    private static IReadOnlyList<Property> Set(Packet packet, Field field) => packet.PropertySets.First(set => set.Spelled == field.PropertySet).Properties;

    private static bool HasReasonCode(Packet packet, Edition edition) =>
        edition.Of(packet.Fields, field => field.Versions).Any(field => field.Type?.Base is WireBase.ReasonCode || field.Each?.Item?.Fields.Any(inner => inner.Type?.Base is WireBase.ReasonCode) == true);

    private void CompareRest()
    {
        var (was, now) = (string.Join(", ", old.Shed.Select(shed => shed.Property)), string.Join(", ", young.Shed.Select(shed => shed.Property)));
        if (was != now) _changes.Harmless("", $"what is left out of a packet that is too large: {Or(now)} in place of {Or(was)}", "a receiver does without it");

        var (could, can) = (string.Join(", ", old.Stamps), string.Join(", ", young.Stamps));
        if (could != can) _changes.Harmless("", $"what may be rewritten once it is encoded: {Or(can)} in place of {Or(could)}", "the bytes are as before");
    }

    private static string Or(string names) => names.Length > 0 ? names : "nothing";
}
