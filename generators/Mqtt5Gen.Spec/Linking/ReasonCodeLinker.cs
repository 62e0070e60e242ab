using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links the reason codes, the packets that they may stand in, with the return codes of older versions.</summary>
internal sealed class ReasonCodeLinker(LinkContext context)
{
    private static readonly string[] Keys = ["code", "name", "packets", "about"];
    private static readonly string[] PlaceKeys = ["in", "sent-by"];

    // In place of a number that could not be read: it is like no other.
    private const int Unreadable = -1;

    public EquatableArray<ReasonCode> Linked =>
        new(context.ReasonCodes.Values.OrderBy(code => code.Code).ThenBy(code => code.Name, StringComparer.Ordinal));

    public void Link()
    {
        foreach (var node in context.Sections.Rows("reason-codes")) Add(context.Read(node, "a reason code", Keys));

        foreach (var row in new OverlayRows(context).Allowed("reason-code")) AllowFurther(row);

        foreach (var packet in context.Packets.Values) packet.ReasonCodes.Sort((left, right) => left.Code.CompareTo(right.Code));

        new ReturnCodeLinker(context).Link();
    }

    private void Add(NodeReader row)
    {
        var name = row.Name("name");
        var code = row.NumberWithin("code", 0, 255) ?? Unreadable;
        context.ReasonCodes.Add(name, new(code, name.Text, row.Text("about")));
        row.ReportMissing("packets");
        foreach (var place in row.Items("packets").Select(node => NodeReader.OrWord(node, "a packet of a reason code", PlaceKeys, context.Bag)))
        {
            Allow(code, name.Text, place, place.Required("in"));
        }
    }

    private void AllowFurther(NodeReader row)
    {
        var word = row.Required("reason-code");
        row.ReportMissing("in");
        if (context.ReasonCodes.TryFind(word.Text) is not { } known)
        {
            context.Bag.ReportUnknown(DiagnosticIds.OverlayLacks, "a reason code of the protocol", word, context.ReasonCodes.Names);
            return;
        }

        foreach (var place in row.Words("in")) Allow(known.Code, known.Name, row, place);
    }

    private void Allow(int code, string name, NodeReader place, SpecScalar word)
    {
        if (context.Packets.Find(word) is not { } packet) return;

        if (packet.ReasonCodes.FirstOrDefault(use => use.Code == code && code != Unreadable) is { } other)
        {
            context.Bag.ReportTaken($"Found code 0x{code:X2} a second time in {packet.Name}, expected it once: '{other.Name}' has it.", word.At, packet.Places[other.Name]);
            return;
        }

        packet.ReasonCodes.Add(new(code, name, context.Roles.Read(place, "sent-by") ?? Role.Both));
        packet.Places[name] = word.At;
    }
}
