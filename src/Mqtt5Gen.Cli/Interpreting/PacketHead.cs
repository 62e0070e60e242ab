namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What stands before a packet's fields.</summary>
/// <param name="State">How far the bytes are a packet.</param>
/// <param name="Type">The packet type; null while it is not there.</param>
/// <param name="Flags">The flags beside it.</param>
/// <param name="TypeOffset">Where the type stands.</param>
/// <param name="LengthOffset">Where the length stands.</param>
/// <param name="BodyOffset">Where the fields start.</param>
/// <param name="Counted">What the length says.</param>
/// <param name="Length">The whole packet's length in bytes; null while it is not known.</param>
internal readonly record struct PacketHead(FrameState State, int? Type, int Flags, int TypeOffset, int LengthOffset, int BodyOffset, long Counted, int? Length);
