using System.Globalization;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Wording;

/// <summary>Parts of a spec in the words of a reader.</summary>
/// <param name="protocol">Whose roles, versions and reason codes are named.</param>
internal sealed class Words(SpecProtocol protocol)
{
    /// <summary>A range of versions: <c>5.0</c>, <c>5.0+</c>, <c>3.1.1 to 5.0</c>; nothing for every version.</summary>
    public string Versions(VersionRange range)
    {
        var first = range.From ?? protocol.Versions[0];
        var last = range.To ?? protocol.Versions[^1];
        if (range.From is null && range.To is null) return "";
        if (first == last) return first.Name;

        return range.To is null ? $"{first.Name}+" : $"{first.Name} to {last.Name}";
    }

    /// <summary>The names of the versions in a range.</summary>
    public string VersionNames(VersionRange range) => string.Join(", ", protocol.Versions.Where(version => range.Contains(version)).Select(version => version.Name));

    /// <summary>Who may, in the protocol's words: <c>client</c>, <c>server</c>, <c>client and server</c>.</summary>
    public string Role(Role role) =>
        role is Spec.Model.Role.Both ? $"{protocol.Roles.Client.Name} and {protocol.Roles.Server.Name}" : protocol.Roles.Of(role).Name;

    /// <summary>Who sends a packet, by version where that differs.</summary>
    public string Senders(Packet packet) => packet.SentBy switch
    {
        [var sender] => Role(sender.Role),
        var senders => string.Join("; ", senders.Select(sender => $"{Role(sender.Role)} ({VersionNames(sender.Versions)})")),
    };

    /// <summary>A reason code with its byte: <c>MalformedPacket (0x81)</c>.</summary>
    public string ReasonCode(string name) =>
        protocol.ReasonCodes.FirstOrDefault(code => code.Name == name) is { } known ? $"{name} ({Hex(known.Code)})" : name;

    /// <summary>A byte in the standard's form: <c>0x81</c>.</summary>
    public static string Hex(int value) => $"0x{value.ToString("X2", CultureInfo.InvariantCulture)}";

    /// <summary>Bits in the spec's form: <c>0b0010</c>.</summary>
    public static string Binary(int value, int width) => $"0b{value.ToString("b", CultureInfo.InvariantCulture).PadLeft(width, '0')}";

    /// <summary>The bits of a byte: <c>3</c>, <c>2-1</c>.</summary>
    public static string Bits(BitField bit) => bit.High == bit.Low ? Number(bit.High) : $"{Number(bit.High)}-{Number(bit.Low)}";

    /// <summary>A number as it is.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A range: <c>1..65535</c>, <c>1</c>.</summary>
    public static string Range(Bounds bounds) => bounds.Min == bounds.Max ? Number(bounds.Min) : $"{Number(bounds.Min)}..{Number(bounds.Max)}";
}
