namespace Mqtt5Gen.Conformance.Running;

/// <summary>The section of the standard whose statements a class shows.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SectionAttribute(string number, string title) : Attribute
{
    public string Number { get; } = number;

    public string Title { get; } = title;
}
