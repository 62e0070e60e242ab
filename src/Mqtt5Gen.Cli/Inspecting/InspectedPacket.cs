using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>A packet of the input.</summary>
/// <param name="Offset">Where it starts, in bytes from the start of the input.</param>
/// <param name="Decoded">What came of it.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="SenderSource">How that is known.</param>
internal sealed record InspectedPacket(int Offset, DecodedPacket Decoded, Role Sender, SenderSource SenderSource)
{
    /// <summary>How many bytes are missing at least, for a packet that is not whole.</summary>
    public int Missing => Decoded.Head.Length is { } length ? length - Decoded.Bytes.Length : 1;

    /// <summary>Whether it is whole and breaks no rule.</summary>
    public bool IsFine => Decoded.Content is not null;
}
