using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the return codes of older versions: in one packet and version, each code and each reason code has one row.</summary>
internal sealed class ReturnCodeLinker(LinkContext context)
{
    private static readonly string[] Keys = ["versions", "packet", "code", "means", "also", "otherwise", "about"];

    private readonly List<(PacketHead Packet, VersionSpan Span, string What, SpecLocation At)> _taken = [];

    public void Link()
    {
        foreach (var node in context.Sections.Rows("return-codes")) Add(context.Read(node, "a return code", Keys));
    }

    private void Add(NodeReader row)
    {
        var code = row.RequiredNumber("code", 0, 255);
        var means = row.Required("means");
        var also = row.Words("also");
        var isOtherwise = row.Flag("otherwise");
        ReturnCode linked = new(VersionRange.All, code, NameOf(means), new(also.Select(NameOf)), isOtherwise);
        if (context.Packets.Find(row.Required("packet")) is not { } packet) return;

        var span = context.Versions.Read(row.Required("versions"), packet.Span);
        packet.ReturnCodes.Add(linked with { Versions = context.Versions.Relative(span, packet.Span) });
        Take(packet, span, $"code 0x{code:X2}", row.Place("code"));
        foreach (var word in also.Prepend(means).Where(word => word.Text.Length > 0)) Take(packet, span, $"'{word.Text}'", word.At);
        if (isOtherwise) Take(packet, span, "'otherwise'", row.Place("otherwise"));
    }

    private void Take(PacketHead packet, VersionSpan span, string what, SpecLocation at)
    {
        foreach (var other in _taken)
        {
            if (other.Packet != packet || other.What != what || other.Span.Within(span).IsEmpty) continue;

            context.Bag.ReportTaken($"Found {what} a second time among the return codes of {packet.Name}, expected it once a version.", at, other.At);
            return;
        }

        _taken.Add((packet, span, what, at));
    }

    private string NameOf(SpecScalar word) => context.ReasonCodes.Find(word)?.Name ?? "";
}
