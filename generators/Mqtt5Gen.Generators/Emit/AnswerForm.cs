namespace Mqtt5Gen.Generators.Emit;

/// <summary>How breaches are answered.</summary>
internal enum AnswerForm
{
    /// <summary>The protocol has no reason codes.</summary>
    None,

    /// <summary>Some rules have an answer.</summary>
    Some,

    /// <summary>Every rule has one.</summary>
    All,
}
