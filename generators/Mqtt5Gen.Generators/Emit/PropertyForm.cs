namespace Mqtt5Gen.Generators.Emit;

/// <summary>A property's identifier and the form of its value.</summary>
internal sealed record PropertyForm(int Id, string Form);
