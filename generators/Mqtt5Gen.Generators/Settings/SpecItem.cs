using Microsoft.CodeAnalysis;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>A file that the project gives us.</summary>
/// <param name="Text">The file.</param>
/// <param name="Kind">What it is to us.</param>
/// <param name="Settings">What is asked of the protocol that it is a part of.</param>
internal sealed record SpecItem(AdditionalText Text, SpecKind Kind, SpecSettings Settings);
