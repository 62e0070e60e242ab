namespace Mqtt5Gen.Conformance.Running;

/// <summary>Which of the broker's configurations a test is for; without it, the usual one.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class OnAttribute(Profile profile) : Attribute
{
    public Profile Profile { get; } = profile;
}
