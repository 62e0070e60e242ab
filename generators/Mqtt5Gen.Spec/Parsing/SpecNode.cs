namespace Mqtt5Gen.Spec.Parsing;

/// <summary>A node of a spec file's tree. Immutable, and equal by content and place.</summary>
/// <param name="At">The word to underline when the node is at fault.</param>
public abstract record SpecNode(SpecLocation At);
