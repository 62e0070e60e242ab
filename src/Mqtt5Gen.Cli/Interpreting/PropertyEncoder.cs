using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Writes properties in the order of their identifiers.</summary>
internal static class PropertyEncoder
{
    /// <summary>Appends the properties, behind their length.</summary>
    public static void Write(List<byte> to, PropertySet set, FieldValue.PropertyList properties)
    {
        var section = new List<byte>();
        foreach (var property in properties.Items.OrderBy(property => property.Id))
        {
            VarInt.Write(section, property.Id);
            if (property.Value is FieldValue.Verbatim verbatim) section.AddRange(verbatim.Bytes.Span);
            else ValueEncoder.Write(section, set.Properties.First(candidate => candidate.Id == property.Id).Type, property.Value);
        }

        VarInt.Write(to, section.Count);
        to.AddRange(section);
    }
}
