using Mqtt5Gen.Conformance.Client;

namespace Mqtt5Gen.Conformance.Running;

/// <summary>One test, for one version of the protocol.</summary>
/// <param name="Name">What holds when it passes; unique.</param>
/// <param name="Section">The section of the standard.</param>
/// <param name="Version">The version that is spoken.</param>
/// <param name="Statements">The statements that it shows.</param>
/// <param name="Needs">What the broker has to offer.</param>
/// <param name="Profile">How the broker is configured.</param>
/// <param name="Body">The test; it fails by throwing.</param>
internal sealed record TestCase(
    string Name,
    string Section,
    ProtocolVersion Version,
    IReadOnlyList<string> Statements,
    Capability Needs,
    Profile Profile,
    Func<Bench, Task> Body);
