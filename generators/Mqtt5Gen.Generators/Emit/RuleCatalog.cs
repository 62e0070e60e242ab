using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>The rules, and how a breach of them is answered.</summary>
internal sealed record RuleCatalog(EquatableArray<Rule> Rules, AnswerForm Answers, string? Answer)
{
    /// <summary>Of a protocol.</summary>
    public static RuleCatalog Of(Protocol protocol) => new(protocol.Rules, AnswerForms.Of(protocol), protocol.Answer);
}
