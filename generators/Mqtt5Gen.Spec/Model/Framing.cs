namespace Mqtt5Gen.Spec.Model;

/// <summary>How packets are told apart in a stream of bytes: a type and a length stand before every body.</summary>
/// <param name="IsLengthFirst">Whether the length stands before the type.</param>
/// <param name="HasFlags">Whether the type is bits 7 to 4 of its byte, and bits 3 to 0 are flags; a whole byte otherwise.</param>
/// <param name="Length">How the length is written.</param>
/// <param name="Counts">What the length counts.</param>
/// <param name="IsShortest">Whether a length with needless bytes is refused.</param>
public sealed record Framing(bool IsLengthFirst, bool HasFlags, LengthForm Length, LengthScope Counts, bool IsShortest)
{
    /// <summary>MQTT's: type and flags, then a Variable Byte Integer that counts the body.</summary>
    public static Framing Mqtt { get; } = new(IsLengthFirst: false, HasFlags: true, LengthForm.VarInt, LengthScope.Body, IsShortest: true);

    /// <summary>The highest packet type.</summary>
    public int HighestType => HasFlags ? 0x0F : 0xFF;
}
