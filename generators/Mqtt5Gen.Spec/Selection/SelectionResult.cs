using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Selection;

/// <summary>What was taken of a protocol.</summary>
/// <param name="Protocol">The protocol that is left, or null where the diagnostics hold an error.</param>
/// <param name="Diagnostics">What is wrong with what was asked for.</param>
public sealed record SelectionResult(Protocol? Protocol, EquatableArray<SpecDiagnostic> Diagnostics);
