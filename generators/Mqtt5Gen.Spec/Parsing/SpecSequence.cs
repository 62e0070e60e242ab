using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Parsing;

/// <summary>A list.</summary>
/// <param name="Items">In the order of the text.</param>
/// <param name="At">Where its first item stands.</param>
public sealed record SpecSequence(EquatableArray<SpecNode> Items, SpecLocation At) : SpecNode(At);
