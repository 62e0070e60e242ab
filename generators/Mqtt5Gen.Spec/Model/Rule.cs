namespace Mqtt5Gen.Spec.Model;

/// <summary>A rule of the standard: a numbered statement, or an error it names without an id.</summary>
/// <param name="Name">What holds when the rule is kept.</param>
/// <param name="Id">The statement id (<c>MQTT-3.3.1-4</c>, <c>3.1.1/MQTT-...</c>), or null.</param>
/// <param name="Section">Where the standard states it, or null.</param>
/// <param name="KeptBy">The layer that keeps it (<c>codec</c>, <c>limits</c>, <c>sessions</c>...).</param>
/// <param name="Answer">The name of the reason code that answers a breach, or null where the standard has none.</param>
/// <param name="About">The rule in our own words.</param>
public sealed record Rule(string Name, string? Id, string? Section, string KeptBy, string? Answer, string? About)
{
    /// <summary>This rule, cited.</summary>
    public RuleRef Ref => new(Name, Id);
}
