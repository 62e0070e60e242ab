using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Where one value stands: in a field, in an item of a repeated field, or in a property.</summary>
/// <param name="Form">The value's form.</param>
/// <param name="Place">Where the field stands.</param>
/// <param name="Field">The field.</param>
/// <param name="Property">The property, or null.</param>
internal sealed record Slot(ValueForm Form, Place Place, Field Field, Property? Property)
{
    /// <summary>What a vector about it is named after.</summary>
    public string Name => Property is null ? Field.Name : $"{Field.Name}{Property.Name}";

    /// <summary>The slots of a packet, in wire order.</summary>
    public static IEnumerable<Slot> Of(VectorCase of, Faults faults) =>
        of.Places().SelectMany(place => place.Group.Fields.Where(of.Has).SelectMany(field => Of(of, place, field, faults)));

    /// <summary>The same packet with another value here.</summary>
    public PacketContent Put(PacketContent content, FieldValue value)
    {
        if (Property is not null) return Place.With(content, Field.Name, new FieldValue.PropertyList([.. Others(content), new(Property.Id, Property.Name, value)]));
        return Place.With(content, Field.Name, Field.Each is null ? value : new FieldValue.Repeated([value]));
    }

    private IEnumerable<PropertyValue> Others(PacketContent content) =>
        Place.Members(content).GetValueOrDefault(Field.Name) is FieldValue.PropertyList list ? list.Items.Where(other => other.Id != Property!.Id) : [];

    private static IEnumerable<Slot> Of(VectorCase of, Place place, Field field, Faults faults)
    {
        if (field.PropertySet is not null)
        {
            return Samples.SetOf(of, field).Properties
                .Where(property => Samples.MayStand(property, of.Sender))
                .Select(property => new Slot(ValueForm.Of(property, faults), place, field, property));
        }

        var isPlain = field is { Value.Count: 0, SetsVersion: false, Bits.Count: 0, Each: null or { Item: null } };
        return isPlain ? [new Slot(ValueForm.Of(field), place, field, null)] : [];
    }
}
