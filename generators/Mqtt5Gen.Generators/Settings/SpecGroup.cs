using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>The files of one protocol.</summary>
/// <param name="Settings">What is asked of it.</param>
/// <param name="Files">In the order of their paths.</param>
internal sealed record SpecGroup(SpecSettings Settings, EquatableArray<SpecFile> Files);
