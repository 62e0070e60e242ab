using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>A broken rule, and where: in bytes from the start of the packet.</summary>
internal sealed record BrokenRule(RuleRef Rule, int Offset);
