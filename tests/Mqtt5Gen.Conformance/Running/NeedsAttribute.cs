namespace Mqtt5Gen.Conformance.Running;

/// <summary>What a broker has to offer for a test to say anything about it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class NeedsAttribute(Capability capabilities) : Attribute
{
    public Capability Capabilities { get; } = capabilities;
}
