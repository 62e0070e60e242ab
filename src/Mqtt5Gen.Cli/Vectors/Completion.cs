using System.Collections.Immutable;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Fills in what is not said of a packet, and takes out what cannot stand in it.</summary>
internal sealed class Completion(SpecProtocol protocol, VectorCase of, SampleSize size)
{
    private readonly ConditionEvaluator _conditions = new(protocol, of.Sender, Announcements.Nothing);

    /// <summary>The complete packet.</summary>
    public PacketContent Complete(PacketContent content) =>
        content with { Members = Complete(FieldGroup.Of(of.Packet), content.Members) };

    // Conditions look only at what stands before, so one pass in wire order suffices.
    private ImmutableDictionary<string, FieldValue> Complete(FieldGroup group, ImmutableDictionary<string, FieldValue> members)
    {
        members = CompleteBits(group.Flags, members);
        foreach (var field in group.Fields)
        {
            if (!of.Has(field) || !_conditions.Holds(field.If, new MemberScope(group, members))) members = members.Remove(field.Name);
            else if (field.Bits.Count > 0) members = CompleteBits(field.Bits, members);
            else if (members.GetValueOrDefault(field.Name) is { } value) members = members.SetItem(field.Name, CompleteItems(field, value));
            else if (IsWanted(field)) members = members.SetItem(field.Name, Sample(field));
        }

        return members;
    }

    private ImmutableDictionary<string, FieldValue> CompleteBits(EquatableArray<BitField> bits, ImmutableDictionary<string, FieldValue> members)
    {
        foreach (var bit in bits.Where(bit => bit.Name is not null && bit.Versions.Contains(of.Version) && !members.ContainsKey(bit.Name)))
        {
            members = members.Add(bit.Name!, new FieldValue.Number(Samples.Bits(bit, size)));
        }

        return members;
    }

    private FieldValue CompleteItems(Field field, FieldValue value) =>
        value is FieldValue.Repeated { Items: var items } && field.Each?.Item is { } item
            ? new FieldValue.Repeated([.. items.Select(one => one is FieldValue.Group group ? new FieldValue.Group(Complete(FieldGroup.Of(item), group.Members)) : one)])
            : value;

    // What may be left out is, in a minimal packet, unless leaving it out says what the sender may not say.
    private bool IsWanted(Field field)
    {
        if (field.Value.Count > 0 || field.SetsVersion) return false;
        if (field.WhenOmitted is not { } omitted || size is SampleSize.Full) return true;
        return field.Type?.Base is WireBase.ReasonCode && !ReasonCodeTable.MayStand(of.Packet, ReasonCodeTable.Code(of.Packet, omitted), of.Sender);
    }

    private FieldValue Sample(Field field)
    {
        if (field.PropertySet is not null) return Samples.Properties(of, field, protocol.Faults, size);
        if (field.Each is not { } each) return One(field, size);
        if (size is SampleSize.Minimal) return new FieldValue.Repeated([.. Enumerable.Repeat(Item(field, each, size), each.AtLeast)]);
        return new FieldValue.Repeated([Item(field, each, SampleSize.Full), Item(field, each, SampleSize.Minimal)]);
    }

    private FieldValue Item(Field field, Repetition each, SampleSize itemSize) =>
        each.Item is { } item
            ? new FieldValue.Group(new Completion(protocol, of, itemSize).Complete(FieldGroup.Of(item), ImmutableDictionary<string, FieldValue>.Empty))
            : One(field, itemSize);

    private FieldValue One(Field field, SampleSize itemSize)
    {
        if (field.Type!.Base is not WireBase.ReasonCode) return Samples.Of(ValueForm.Of(field), itemSize);

        var codes = Samples.ReasonCodes(of);
        return new FieldValue.Number(itemSize is SampleSize.Minimal ? codes[0] : codes[^1]);
    }
}
