using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Links what overlays narrow: once all that can stand in packets is known, and before the packets themselves are linked.</summary>
internal sealed class NarrowLinker(LinkContext context)
{
    private readonly RangeNarrower _ranges = new(context);

    public void Link()
    {
        foreach (var (kind, row) in new OverlayRows(context).Narrowed())
        {
            switch (kind)
            {
                case "property":
                    NarrowProperty(row);
                    break;
                case "reason-code":
                    NarrowReasonCode(row);
                    break;
                case "field":
                    NarrowField(row);
                    break;
                default:
                    NarrowPacket(row);
                    break;
            }
        }
    }

    /// <summary>The tighter ranges of a field that is linked otherwise.</summary>
    public EquatableArray<Narrowing> OfField(NodeReader field, Field linked)
    {
        EquatableArray<Narrowing> narrowed = default;
        foreach (var row in context.Narrowed.Fields(field))
        {
            var hasRange = linked is { Bits.Count: 0, Value.Count: 0, SetsVersion: false, Each: null, Type.Base: not WireBase.ReasonCode };
            narrowed = _ranges.Narrow(row, hasRange ? linked.Type : null, linked.In, linked.Length, narrowed, row.Required("field"));
        }

        return narrowed;
    }

    // `ReceiveMaximum` is the property wherever it may stand, `CONNECT.ReceiveMaximum` the property there.
    private void NarrowProperty(NodeReader row)
    {
        var word = row.Required("property");
        var (place, name) = Split(word);
        var sets = context.Sets.Values.Where(set => set.Properties.Any(property => property.Name == name.Text)).ToList();
        if (sets.Count == 0)
        {
            Lacks("a property of the protocol", name, context.Properties.Names);
            return;
        }

        if (place is not null && !sets.Any(set => set.Name == place.Text))
        {
            Lacks($"a packet that may hold '{name.Text}'", place, sets.Select(set => set.Name));
            return;
        }

        if (row.Has("not-in")) Refuse(row, name.Text, sets);
        else NarrowRange(row, word, name.Text, sets.Where(set => place is null || set.Name == place.Text));
    }

    private void NarrowRange(NodeReader row, SpecScalar word, string name, IEnumerable<PropertySetHead> sets)
    {
        _ranges.ReportMissing(row);
        foreach (var set in sets)
        {
            var index = set.Properties.FindIndex(property => property.Name == name);
            var property = set.Properties[index];
            set.Properties[index] = property with { Narrowed = _ranges.Narrow(row, property.Type, property.In, property.Length, property.Narrowed, word) };
        }
    }

    private void Refuse(NodeReader row, string name, IReadOnlyList<PropertySetHead> sets)
    {
        var rule = context.Rules.CiteRequired(row);
        foreach (var key in new[] { "in", "length" }.Where(row.Has))
        {
            context.Bag.Report(DiagnosticIds.UnknownKey, $"Found '{key}' beside 'not-in', expected one of the two.", row.Place(key));
        }

        foreach (var word in row.Words("not-in"))
        {
            if (sets.FirstOrDefault(set => set.Name == word.Text) is not { } set)
            {
                Lacks($"a packet that may hold '{name}'", word, sets.Select(other => other.Name));
                continue;
            }

            if (IsAdded(set.Places[name], word) || IsDemanded(set, name, word)) continue;

            var index = set.Properties.FindIndex(property => property.Name == name);
            set.Properties[index] = set.Properties[index] with { Refused = rule };
        }
    }

    private bool IsDemanded(PropertySetHead set, string name, SpecScalar word)
    {
        var checks = context.Packets.TryFind(set.Name)?.Row.Items("checks").OfType<SpecMapping>() ?? [];
        var isDemanded = checks.Any(check => check["if"] is null && check["then"] is SpecScalar then
            && ConditionWord.Split(then).ToArray() is [{ } member, { Text: "is" }, { Text: "present" }] && member.Text == name);
        if (isDemanded) TakesAway($"a packet that can be without '{name}': a check of {set.Name} demands it", word);
        return isDemanded;
    }

    private void NarrowReasonCode(NodeReader row)
    {
        var code = row.Required("reason-code");
        row.ReportMissing("not-in");
        if (!context.ReasonCodes.Contains(code.Text))
        {
            Lacks("a reason code of the protocol", code, context.ReasonCodes.Names);
            return;
        }

        var packets = context.Packets.Values.Where(packet => packet.Places.ContainsKey(code.Text)).ToList();
        foreach (var word in row.Words("not-in"))
        {
            if (packets.FirstOrDefault(packet => packet.Name == word.Text) is { } packet) TakeAway(packet, code.Text, word);
            else Lacks($"a packet that may carry '{code.Text}'", word, packets.Select(other => other.Name));
        }
    }

    private void TakeAway(PacketHead packet, string code, SpecScalar word)
    {
        if (IsAdded(packet.Places[code], word)) return;

        var isDefault = packet.Fields.Any(field => field.Row.Text("when-omitted") == code);
        var isMeant = packet.ReturnCodes.Any(old => old.Means == code || old.Also.Contains(code));
        var isLast = packet.ReasonCodes.All(use => use.Name == code);
        if (isDefault) TakesAway($"a reason code that {packet.Name} can be without: it is what leaving the field out means", word);
        else if (isMeant) TakesAway($"a reason code that {packet.Name} can be without: a return code of an older version stands for it", word);
        else if (isLast) TakesAway($"a packet that keeps a reason code: {packet.Name} has no other", word);
        else packet.ReasonCodes.RemoveAll(use => use.Name == code);
    }

    private void NarrowField(NodeReader row)
    {
        _ranges.ReportMissing(row);
        row.ReportMissing("rule");
        var (place, name) = Split(row.Required("field"));
        if (place is null)
        {
            Lacks("a packet and a field of it, like CONNECT.KeepAlive", name, context.Packets.Names);
            return;
        }

        if (FindOwner(place) is not { } owner) return;

        if (owner.Fields.FirstOrDefault(field => field.Name == name.Text) is { } found) context.Narrowed.AddField(found.Row, row);
        else Lacks($"a field of {place.Text}", name, owner.Fields.Select(field => field.Name));
    }

    private void NarrowPacket(NodeReader row)
    {
        if (FindOwner(row.Required("packet")) is not { } owner) return;

        if (row.Has("keep"))
        {
            context.Narrowed.AddLimit(owner.Row, row);
            if (row.Has("then")) context.Bag.Report(DiagnosticIds.UnknownKey, "Found 'then' beside 'keep', expected one of the two.", row.Place("then"));
            return;
        }

        context.Narrowed.AddCheck(owner.Row, row);
        if (row.Has("sent-by")) context.Bag.Report(DiagnosticIds.UnknownKey, "Found 'sent-by' without 'keep', expected it in limits only.", row.Place("sent-by"));
    }

    // `SUBSCRIBE` is a packet, `SUBSCRIBE.Subscription` the items of one.
    private (NodeReader Row, IReadOnlyList<FieldRow> Fields)? FindOwner(SpecScalar word)
    {
        var (place, name) = Split(word);
        var packetWord = place ?? name;
        if (context.Packets.TryFind(packetWord.Text) is not { } packet)
        {
            Lacks("a packet", packetWord, context.Packets.Names);
            return null;
        }

        if (place is null) return (packet.Row, packet.Fields);

        var items = packet.Fields.Where(field => field.Row.Has("fields")).ToList();
        if (items.FirstOrDefault(field => field.Row.Text("each") == name.Text) is { } item) return (item.Row, item.Fields);

        Lacks($"an item of {packet.Name}", name, items.Select(field => field.Row.Text("each")).OfType<string>());
        return null;
    }

    // What one overlay adds and another one takes away.
    private bool IsAdded(SpecLocation place, SpecScalar word)
    {
        if (!context.Bag.IsOverlay(place)) return false;

        var message = $"Found '{word.Text}', expected what the base has: {Path.GetFileName(place.Path)}, line {place.StartLine + 1}, adds this.";
        context.Bag.Report(DiagnosticIds.OverlaysDisagree, message, word.At);
        return true;
    }

    private void Lacks(string what, SpecScalar word, IEnumerable<string> names) => context.Bag.ReportUnknown(DiagnosticIds.OverlayLacks, what, word, names);

    private void TakesAway(string expected, SpecScalar word) =>
        context.Bag.Report(DiagnosticIds.OverlayTakesAway, $"Found '{word.Text}', expected {expected}.", word.At);

    // At the last dot: what stands before it, and the name behind it.
    private static (SpecScalar? Place, SpecScalar Name) Split(SpecScalar word)
    {
        var dot = word.Text.LastIndexOf('.');
        if (dot < 0) return (null, word);

        return (Part(word, 0, dot), Part(word, dot + 1, word.Text.Length - dot - 1));
    }

    private static SpecScalar Part(SpecScalar word, int start, int length) => new(word.Text.Substring(start, length), false, word.Part(start, length));
}
