namespace Mqtt5Gen.Generators.Settings;

/// <summary>One thing that a project asks for.</summary>
/// <param name="Name">What it is called where it was written: a property, or a datum of an item.</param>
/// <param name="Value">As it was written; empty where nothing was.</param>
internal sealed record Setting(string Name, string Value);
