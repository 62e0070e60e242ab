using Mqtt5Gen.Generators.Emit;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>What a project asked for of a protocol.</summary>
/// <param name="Protocol">What is to be emitted, or null where the diagnostics hold an error.</param>
/// <param name="Diagnostics">What is wrong with the spec, and with what was asked for.</param>
internal sealed record Selected(Targeted<Protocol>? Protocol, EquatableArray<SpecDiagnostic> Diagnostics);
