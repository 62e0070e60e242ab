using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>A named packet: what it says, or the rule that it breaks.</summary>
/// <param name="Name">Its name, unique in the protocol.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Version">The connection's version.</param>
/// <param name="Sender">Who sends it.</param>
/// <param name="Parts">Its parts as far as it can be read.</param>
/// <param name="Content">What it says; null where it breaks a rule.</param>
/// <param name="Broken">The rule that it breaks and where, or null.</param>
/// <param name="Announced">What was announced before, or null.</param>
internal sealed record Vector(
    string Name,
    byte[] Bytes,
    ProtocolVersion Version,
    Role Sender,
    IReadOnlyList<Part> Parts,
    PacketContent? Content,
    BrokenRule? Broken,
    Announcement? Announced = null);
