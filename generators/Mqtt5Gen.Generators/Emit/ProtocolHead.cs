using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>What every packet stands on.</summary>
internal sealed record ProtocolHead(EquatableArray<ProtocolVersion> Versions, RoleNames Roles, Framing Framing, AnswerForm Answers)
{
    /// <summary>Of a protocol.</summary>
    public static ProtocolHead Of(Protocol protocol) => new(protocol.Versions, protocol.Roles, protocol.Framing, AnswerForms.Of(protocol));
}
