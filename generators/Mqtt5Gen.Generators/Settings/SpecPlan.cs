using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>The protocols of a project.</summary>
/// <param name="Groups">One a namespace.</param>
/// <param name="Diagnostics">What does not make a protocol.</param>
internal sealed record SpecPlan(EquatableArray<SpecGroup> Groups, EquatableArray<SpecDiagnostic> Diagnostics);
