using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>A fault in the spec, as data.</summary>
/// <param name="Id">The stable id (<c>MQS101</c>).</param>
/// <param name="Message">What is wrong, what was expected, and the nearest name that exists.</param>
/// <param name="IsError">An error, or else a warning.</param>
/// <param name="At">Where.</param>
public sealed record SpecDiagnostic(string Id, string Message, bool IsError, SpecLocation At);
