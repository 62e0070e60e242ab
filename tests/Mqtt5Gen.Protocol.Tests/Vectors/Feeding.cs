namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>How a packet's bytes come to the decoder: its result must not depend on it.</summary>
public enum Feeding
{
    /// <summary>In a span of exactly the packet's length.</summary>
    Whole,

    /// <summary>Amid bytes of 0xCC.</summary>
    AmidNoise,

    /// <summary>Amid bytes of 0.</summary>
    AmidZeros,

    /// <summary>Cut at every byte, then whole.</summary>
    InPieces,
}
