namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What stands before a packet's fields.</summary>
/// <param name="State">How far the bytes are a packet.</param>
/// <param name="Type">The packet type.</param>
/// <param name="Flags">The flags beside it.</param>
/// <param name="BodyOffset">Where the fields start.</param>
/// <param name="Length">The whole packet's length in bytes; null while it is not known.</param>
internal readonly record struct PacketHead(FrameState State, int Type, int Flags, int BodyOffset, int? Length);
