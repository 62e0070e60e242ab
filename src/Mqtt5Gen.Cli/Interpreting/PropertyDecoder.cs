using System.Collections.Immutable;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Reads a length and the properties that it counts.</summary>
internal sealed class PropertyDecoder(Decoding decoding, ValueDecoder values)
{
    /// <summary>Reads the properties of a field.</summary>
    /// <returns>The properties as far as they could be read; null where their length could not.</returns>
    public FieldValue.PropertyList? Read(ByteCursor cursor, Field field, Part part)
    {
        var at = cursor.Offset;
        if (values.ReadVarInt(cursor, field.Missing) is not { } length) return null;

        part.Text = ValueText.OfCount((int)length);
        part.Parts.Add(new Part(PartKind.Length, "Length", at) { Length = cursor.Offset - at, Text = length.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        if (cursor.TakePart(length) is not { } section)
        {
            decoding.Break(decoding.Faults.PropertyLength, at);
            return null;
        }

        var set = decoding.Packet.PropertySets.First(candidate => candidate.Spelled == field.PropertySet);
        var read = ImmutableArray.CreateBuilder<PropertyValue>();
        while (!section.AtEnd && decoding.Broken is null) ReadOne(section, set, part, read);
        return new(read.ToImmutable());
    }

    private void ReadOne(ByteCursor section, PropertySet set, Part part, ImmutableArray<PropertyValue>.Builder read)
    {
        var at = section.Offset;
        if (values.ReadVarInt(section, decoding.Faults.PropertyLength) is not { } id) return;

        if (set.Properties.FirstOrDefault(candidate => candidate.Id == id) is not { } property)
        {
            decoding.Break(decoding.Faults.UnknownProperty, at);
            return;
        }

        Part own = new(PartKind.Property, property.Name, at) { Type = property.Type };
        part.Parts.Add(own);
        if (property.Refused is { } refused) decoding.Break(refused, at);
        decoding.Expect(property.SentBy.Includes(decoding.Sender), property.WrongSender, at);
        decoding.Expect(property.Repeats || read.All(other => other.Id != property.Id), decoding.Faults.RepeatedProperty, at);
        var value = values.Read(section, ValueForm.Of(property, decoding.Faults));
        own.Length = section.Offset - at;
        if (value is null) return;

        own.Text = ValueText.Of(property.Type, value);
        read.Add(new(property.Id, property.Name, value));
    }
}
