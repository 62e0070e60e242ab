using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Documenting;

/// <summary>Which rules a spec cites where. The linked model keeps the rule that is reported; the text also names those kept along with it.</summary>
internal sealed class Citations(SpecProtocol protocol, IReadOnlyList<SpecFile> files)
{
    private const string PacketKey = "packet";
    private const string NameKey = "name";
    private const string KeptByFormKey = "cites";
    private static readonly string[] CitingKeys = ["rule", "breaks"];

    /// <summary>The rules that a packet's own rows cite, and those that its model can report, in the order of the protocol.</summary>
    public IReadOnlyList<Rule> Of(Packet packet)
    {
        SpecNode[] roots = [.. files.Select(file => file.Root).OfType<SpecNode>()];
        HashSet<string> properties = [.. packet.PropertySets.SelectMany(set => set.Properties).Select(property => property.Name)];
        var own = roots.SelectMany(root => Rows(root, packet.Name)).SelectMany(Cited);
        var ofProperties = roots.SelectMany(root => KeptByForm(root, properties));
        HashSet<string> names = [.. own, .. ofProperties, .. PacketRules.Of(packet, protocol.Faults).Select(rule => rule.Name)];
        return [.. protocol.Rules.Where(rule => names.Contains(rule.Name) || (rule.Id is { } id && names.Contains(id)))];
    }

    // A packet file, or a packet among the rows of an overlay.
    private static IEnumerable<SpecMapping> Rows(SpecNode node, string packet) => node switch
    {
        SpecMapping row when row[PacketKey] is SpecScalar name => name.Text == packet ? [row] : [],
        SpecMapping row => row.Entries.SelectMany(entry => Rows(entry.Value, packet)),
        SpecSequence list => list.Items.SelectMany(item => Rows(item, packet)),
        _ => [],
    };

    private static IEnumerable<string> KeptByForm(SpecNode node, HashSet<string> properties) => node switch
    {
        SpecMapping row when row[KeptByFormKey] is { } cites => row[NameKey] is SpecScalar name && properties.Contains(name.Text) ? Scalars(cites) : [],
        SpecMapping row => row.Entries.SelectMany(entry => KeptByForm(entry.Value, properties)),
        SpecSequence list => list.Items.SelectMany(item => KeptByForm(item, properties)),
        _ => [],
    };

    private static IEnumerable<string> Cited(SpecNode node) => node switch
    {
        SpecMapping row => row.Entries.SelectMany(entry => CitingKeys.Contains(entry.Key.Text) ? Scalars(entry.Value) : Cited(entry.Value)),
        SpecSequence list => list.Items.SelectMany(Cited),
        _ => [],
    };

    private static IEnumerable<string> Scalars(SpecNode node) => node switch
    {
        SpecScalar word => [word.Text],
        SpecSequence list => list.Items.SelectMany(Scalars),
        SpecMapping row => row.Entries.SelectMany(entry => Scalars(entry.Value)),
        _ => [],
    };
}
