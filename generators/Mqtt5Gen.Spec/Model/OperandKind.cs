namespace Mqtt5Gen.Spec.Model;

/// <summary>What an operand is.</summary>
public enum OperandKind
{
    /// <summary>A bit or bits of a byte.</summary>
    Bit,

    /// <summary>A field.</summary>
    Field,

    /// <summary>A property.</summary>
    Property,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A named value of the other side's type.</summary>
    EnumValue,

    /// <summary>A reason code's name.</summary>
    ReasonCode,

    /// <summary>Quoted text.</summary>
    Text,

    /// <summary>What the receiver announced.</summary>
    Announced,

    /// <summary>One of the two ends.</summary>
    Role,
}
