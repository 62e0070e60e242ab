using Mqtt5Gen.Spec.Linking;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>A linked protocol, and what is asked of it.</summary>
internal sealed record Linked(SpecSettings Settings, LinkResult Result);
