using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>A property set while properties are put into it: its name, the versions in which it stands, who sends the packet that holds it, and the word that names it.</summary>
internal sealed record PropertySetHead(string Name, string Spelled, VersionSpan Span, Role SentBy, SpecLocation At)
{
    public List<Property> Properties { get; } = [];

    /// <summary>Where each of them is allowed in the set.</summary>
    public Dictionary<string, SpecLocation> Places { get; } = [];

    public PropertySet Linked => new(Spelled, new(Properties.OrderBy(property => property.Id)));
}
