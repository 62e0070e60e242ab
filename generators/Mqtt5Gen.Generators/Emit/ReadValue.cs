using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>A value that is read, and what it must satisfy.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Missing">What breaks when the bytes end before it.</param>
/// <param name="In">The allowed values, or null.</param>
/// <param name="Length">The allowed lengths, or null.</param>
/// <param name="BadValue">What another value or length breaks.</param>
/// <param name="Shapes">What text must look like.</param>
/// <param name="Narrowed">What overlays narrow it to.</param>
/// <param name="Faults">The rules of faults of form.</param>
internal sealed record ReadValue(
    WireType Type,
    RuleRef Missing,
    Bounds? In,
    Bounds? Length,
    RuleRef BadValue,
    EquatableArray<ShapeRule> Shapes,
    EquatableArray<Narrowing> Narrowed,
    Faults Faults)
{
    /// <summary>Of a field, or an item of a repeated one.</summary>
    public static ReadValue Of(Field field, Faults faults) =>
        new(field.Type!, field.Missing, field.In, field.Length, field.BadValue ?? field.Missing, field.Shapes, field.Narrowed, faults);

    /// <summary>Of a property.</summary>
    public static ReadValue Of(Property property, Faults faults) => new(
        property.Type,
        faults.PropertyLength,
        property.In,
        property.Length,
        property.BadValue ?? faults.PropertyLength,
        property.Shapes,
        property.Narrowed,
        faults);
}
