namespace Mqtt5Gen.Spec.Model;

/// <summary>What one side announces and the other side keeps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="By">Who announces it.</param>
/// <param name="From">The fields or properties that carry it.</param>
/// <param name="Type">Its type.</param>
/// <param name="WhenAbsent">What absence means, or null: zero.</param>
/// <param name="About">One sentence, or null.</param>
public sealed record Announced(string Name, Role By, EquatableArray<AnnouncedSource> From, WireType Type, string? WhenAbsent, string? About);
