namespace Mqtt5Gen.Cli.Documenting;

/// <summary>What some bits hold.</summary>
/// <param name="Bits">How many.</param>
/// <param name="Text">What.</param>
internal sealed record ByteCell(int Bits, string Text);
