namespace Mqtt5Gen.Spec.Model;

/// <summary>The properties that may stand in one place: in a packet, or in the Will Properties.</summary>
/// <param name="Spelled">The set's name in mixed case (<c>Publish</c>, <c>Will</c>).</param>
/// <param name="Properties">By identifier.</param>
public sealed record PropertySet(string Spelled, EquatableArray<Property> Properties);
