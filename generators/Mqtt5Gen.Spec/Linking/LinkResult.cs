using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>What linking the spec files came to.</summary>
/// <param name="Protocol">The protocol, or null where the diagnostics hold an error.</param>
/// <param name="Diagnostics">What is wrong, in the order of the files.</param>
public sealed record LinkResult(Protocol? Protocol, EquatableArray<SpecDiagnostic> Diagnostics);
