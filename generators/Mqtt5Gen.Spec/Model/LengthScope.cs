namespace Mqtt5Gen.Spec.Model;

/// <summary>What a packet's length counts.</summary>
public enum LengthScope
{
    /// <summary>What follows both the length and the type.</summary>
    Body,

    /// <summary>All that follows the length.</summary>
    Rest,

    /// <summary>The whole packet.</summary>
    Packet,
}
