using System.Collections.Immutable;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Writes what a packet says, by the names of the spec.</summary>
internal sealed class VectorFields(YamlText yaml, PacketContent content)
{
    /// <summary>Writes the packet's fields.</summary>
    public void Write() => yaml.Map(Rows(FieldGroup.Of(content.Packet), content.Members));

    private IEnumerable<(string Key, Action<YamlText> Value)> Rows(FieldGroup group, ImmutableDictionary<string, FieldValue> members)
    {
        foreach (var bit in Bits(group.Flags, members)) yield return bit;
        foreach (var field in group.Fields)
        {
            foreach (var bit in Bits(field.Bits, members)) yield return bit;
            if (field.Value.Count > 0 || field.SetsVersion || members.GetValueOrDefault(field.Name) is not { } value) continue;
            if (value is FieldValue.PropertyList { Items.IsEmpty: true }) continue;

            yield return (field.Name, _ => WriteField(field, value));
        }
    }

    // What a bit says of another field's presence follows from that field; zero is the default.
    private static IEnumerable<(string Key, Action<YamlText> Value)> Bits(EquatableArray<BitField> bits, ImmutableDictionary<string, FieldValue> members)
    {
        foreach (var bit in bits.Where(bit => bit is { Name: not null, Means: null }))
        {
            if (members.GetValueOrDefault(bit.Name!) is not FieldValue.Number { Value: not 0 and var number }) continue;

            yield return (bit.Name!, yaml => WriteBit(yaml, bit, number));
        }
    }

    private static void WriteBit(YamlText yaml, BitField bit, long number)
    {
        if (bit.Type is null) yaml.Text("true");
        else yaml.Number(bit.Type, number);
    }

    private void WriteField(Field field, FieldValue value)
    {
        switch (value)
        {
            case FieldValue.PropertyList list:
                WriteProperties(content.Packet.PropertySets.First(set => set.Spelled == field.PropertySet), list);
                break;
            case FieldValue.Repeated { Items: var items }:
                yaml.List(items.Select<FieldValue, Action<YamlText>>(item => _ => WriteItem(field, item)));
                break;
            default:
                WriteValue(field.Type!, value);
                break;
        }
    }

    private void WriteItem(Field field, FieldValue value)
    {
        if (value is FieldValue.Group group) yaml.Map(Rows(FieldGroup.Of(field.Each!.Item!), group.Members));
        else WriteValue(field.Type!, value);
    }

    private void WriteProperties(PropertySet set, FieldValue.PropertyList list)
    {
        yaml.Map(list.Items.GroupBy(property => property.Id).Select<IGrouping<int, PropertyValue>, (string, Action<YamlText>)>(same =>
        {
            var property = set.Properties.First(candidate => candidate.Id == same.Key);
            if (!property.Repeats) return (property.Name, _ => WriteValue(property.Type, same.First().Value));
            return (property.Plural, _ => yaml.List(same.Select<PropertyValue, Action<YamlText>>(one => _ => WriteValue(property.Type, one.Value))));
        }));
    }

    private void WriteValue(WireType type, FieldValue value)
    {
        switch (value)
        {
            case FieldValue.Number { Value: var code } when type.Base is WireBase.ReasonCode:
                yaml.Text(ReasonCodeTable.Name(content.Packet, code)!);
                break;
            case FieldValue.Number { Value: var number }:
                yaml.Number(type, number);
                break;
            case FieldValue.Pair pair:
                yaml.List([yaml => yaml.Text(pair.Name), yaml => yaml.Text(pair.Text)]);
                break;
            case FieldValue.Data data when type.IsText:
                yaml.Text(data.Bytes);
                break;
            case FieldValue.Data data:
                yaml.Bytes(data.Bytes);
                break;
        }
    }
}
