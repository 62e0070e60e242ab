using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>A file that the project gives us, parsed.</summary>
/// <param name="File">Its tree.</param>
/// <param name="Kind">What it is to us.</param>
/// <param name="Settings">What is asked of the protocol that it is a part of.</param>
internal sealed record ParsedItem(SpecFile File, SpecKind Kind, SpecSettings Settings)
{
    /// <summary>Whether it is the head of a protocol.</summary>
    public bool IsHead => File.Root is SpecMapping root && root["protocol"] is not null;
}
