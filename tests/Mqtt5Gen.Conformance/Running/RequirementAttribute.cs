namespace Mqtt5Gen.Conformance.Running;

/// <summary>The statements that a test shows: ids of 5.0, ids of 3.1.1 (<c>3.1.1/MQTT-...</c>), names of errors without an id (<c>spec/errors.yaml</c>).</summary>
/// <remarks>A test runs once for each version that it names statements of, and shows those of that version.</remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequirementAttribute(params string[] statements) : Attribute
{
    public IReadOnlyList<string> Statements { get; } = statements;
}
