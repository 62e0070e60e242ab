using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>What follows from how breaches are answered.</summary>
internal static class AnswerForms
{
    /// <summary>Of a protocol.</summary>
    public static AnswerForm Of(Protocol protocol)
    {
        if (protocol.ReasonCodes.Count == 0) return AnswerForm.None;
        return protocol.Answer is null ? AnswerForm.Some : AnswerForm.All;
    }

    /// <summary>The type of an answer; null where there is none.</summary>
    public static string? Type(this AnswerForm form) => form switch
    {
        AnswerForm.None => null,
        AnswerForm.Some => "ReasonCode?",
        _ => "ReasonCode",
    };
}
