namespace Mqtt5Gen.Spec.Model;

/// <summary>One side of a term.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The member's, value's or announcement's name; the number or text itself.</param>
/// <param name="Type">The member's type; null for a single bit.</param>
/// <param name="IsOptional">For a property or field: whether it may be absent without a meaning of its own.</param>
/// <param name="AnnouncedBy">For an announced value: who announces it.</param>
public sealed record Operand(OperandKind Kind, string Name, WireType? Type, bool IsOptional, Role AnnouncedBy = Role.Both);
