namespace Mqtt5Gen.Client.Tests;

/// <summary>Normative statements that a test shows of the client.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StatementAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids => ids;
}
