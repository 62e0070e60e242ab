using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>A mutant that breaks another rule than it is meant to, or none: it is no vector.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meant">The rule that it is meant to break.</param>
/// <param name="Found">What it breaks.</param>
internal sealed record MaskedMutant(string Name, RuleRef Meant, BrokenRule? Found);
