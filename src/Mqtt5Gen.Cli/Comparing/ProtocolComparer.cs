using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares two specs: what is whole first, then packet by packet, then the tables.</summary>
internal static class ProtocolComparer
{
    private const string Group = "protocol";

    /// <summary>Compares.</summary>
    public static IEnumerable<Change> Compare(SpecProtocol before, SpecProtocol after) =>
    [
        .. Head(before, after),
        .. after.Packets.SelectMany(young => Packet(before, after, young)),
        .. before.Packets.Where(old => Partner(old, before, after) is null).SelectMany(Removed),
        .. TableComparer.Announced(before, after),
        .. TableComparer.Types(before, after),
        .. TableComparer.Properties(before, after),
        .. TableComparer.ReasonCodes(before, after),
        .. TableComparer.Rules(before, after),
    ];

    private static IEnumerable<Change> Head(SpecProtocol before, SpecProtocol after)
    {
        ChangeRecorder changes = new(Group);
        if (before.Name != after.Name) changes.Renamed("", before.Name, after.Name);

        if (before.Roles != after.Roles) changes.Renamed("", new Words(before).Role(Role.Both), new Words(after).Role(Role.Both));
        if (before.Framing != after.Framing) changes.Misread("", $"packets are framed by {FramingWords.Of(after.Framing)} in place of {FramingWords.Of(before.Framing)}", "neither side finds the packets of the other one");

        foreach (var version in after.Versions)
        {
            if (before.Versions.FirstOrDefault(other => other.Name == version.Name) is not { } same) changes.Widened(version.Name, "version added", "it");
            else if (same.Number != version.Number) changes.Misread(version.Name, $"version number {Words.Number(same.Number)} became {Words.Number(version.Number)}", "each side takes it for another version, or refuses it");
        }

        foreach (var version in before.Versions.Where(version => after.Versions.All(other => other.Name != version.Name))) changes.Narrowed(version.Name, "version removed", "it");

        foreach (var (old, young) in FaultWords.Of(before).Join(FaultWords.Of(after), row => row.Fault, row => row.Fault, (old, young) => (old, young)))
        {
            ValueComparer.Rule(changes, "", $"a fault of form ({young.Fault})", old.Rule, young.Rule);
        }

        return changes.Changes;
    }

    private static IEnumerable<Change> Packet(SpecProtocol before, SpecProtocol after, Packet young)
    {
        if (Partner(young, after, before) is { } old) return PacketComparer.Compare(before, after, old, young);

        ChangeRecorder changes = new(young.Name);
        changes.Widened("", $"packet added (type {Words.Number(young.Type)})", "it");
        return changes.Changes;
    }

    private static IEnumerable<Change> Removed(Packet old)
    {
        ChangeRecorder changes = new(old.Name);
        changes.Narrowed("", "packet removed", "it");
        return changes.Changes;
    }

    // The packet of the same name; else the one of the same type, if neither name is known on the other side.
    private static Packet? Partner(Packet packet, SpecProtocol own, SpecProtocol other) =>
        other.Packets.FirstOrDefault(candidate => candidate.Name == packet.Name)
        ?? other.Packets.FirstOrDefault(candidate => candidate.Type == packet.Type && own.Packets.All(known => known.Name != candidate.Name));
}
