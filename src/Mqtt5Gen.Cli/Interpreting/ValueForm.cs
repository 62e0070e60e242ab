using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>How one value is written and what it must satisfy, be it a field, a property or an item.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Missing">What breaks when the bytes end before or inside it.</param>
/// <param name="In">The allowed values, or null.</param>
/// <param name="BadValue">What another value breaks.</param>
/// <param name="Shapes">What its text must look like.</param>
/// <param name="Length">How many characters of text, or bytes of data, it may have; or null.</param>
/// <param name="Narrowed">Tighter ranges that overlays set.</param>
internal sealed record ValueForm(
    WireType Type, RuleRef Missing, Bounds? In, RuleRef BadValue, EquatableArray<ShapeRule> Shapes, Bounds? Length, EquatableArray<Narrowing> Narrowed)
{
    /// <summary>A field's, or of its items.</summary>
    public static ValueForm Of(Field field) => new(field.Type!, field.Missing, field.In, field.BadValue ?? field.Missing, field.Shapes, field.Length, field.Narrowed);

    /// <summary>A property's.</summary>
    public static ValueForm Of(Property property, Faults faults) =>
        new(property.Type, faults.PropertyLength, property.In, property.BadValue ?? faults.PropertyLength, property.Shapes, property.Length, property.Narrowed);
}
