using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>A packet's reason codes, and what stands on the wire in their place in older versions.</summary>
internal static class ReasonCodeTable
{
    /// <summary>The code that an unknown return code means: it stands in no table.</summary>
    public const int Unknown = 0xFF;

    /// <summary>The reason code that a byte on the wire means.</summary>
    public static int FromWire(Packet packet, int code, ProtocolVersion version)
    {
        var rows = Rows(packet, version);
        if (rows.Count == 0) return code;
        return rows.FirstOrDefault(row => row.Code == code) is { } row ? Code(packet, row.Means) : Unknown;
    }

    /// <summary>The byte on the wire that a reason code is sent as.</summary>
    public static int ToWire(Packet packet, int code, ProtocolVersion version)
    {
        var rows = Rows(packet, version);
        var name = Name(packet, code);
        var named = rows.FirstOrDefault(row => !row.Otherwise && (row.Means == name || row.Also.Contains(name)));
        return (named ?? rows.FirstOrDefault(row => row.Otherwise))?.Code ?? code;
    }

    /// <summary>Whether the code may stand in the packet when this role sends it.</summary>
    public static bool MayStand(Packet packet, long code, Role sender) =>
        packet.ReasonCodes.Any(use => use.Code == code && use.SentBy.Includes(sender));

    /// <summary>The code's name in the packet, or null.</summary>
    public static string? Name(Packet packet, long code) => packet.ReasonCodes.FirstOrDefault(use => use.Code == code)?.Name;

    /// <summary>The code of a name in the packet.</summary>
    public static int Code(Packet packet, string name) => packet.ReasonCodes.FirstOrDefault(use => use.Name == name)?.Code ?? Unknown;

    private static List<ReturnCode> Rows(Packet packet, ProtocolVersion version) =>
        [.. packet.ReturnCodes.Where(row => row.Versions.Contains(version))];
}
