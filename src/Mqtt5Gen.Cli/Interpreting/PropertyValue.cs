namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>A property that stands in a packet.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name; empty for one that does not exist there.</param>
/// <param name="Value">What it holds.</param>
internal sealed record PropertyValue(int Id, string Name, FieldValue Value);
