using System.Text;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>
/// Encodes packets by their spec, in the form that encoders choose: properties in ascending order, what may be omitted omitted. It checks
/// nothing, so that it can write what breaks rules.
/// </summary>
internal sealed class PacketEncoder(SpecProtocol protocol)
{
    private readonly FrameCodec _frames = new(protocol.Framing);

    /// <summary>The packet's bytes.</summary>
    public byte[] Encode(PacketContent content)
    {
        var body = new List<byte>();
        WriteFields(body, content, FieldGroup.Of(content.Packet), content.Members);
        return _frames.Write(content.Packet.Type, FlagsOf(content), [.. body]);
    }

    /// <summary>The flags of the fixed header.</summary>
    public static int FlagsOf(PacketContent content) =>
        content.Members.GetValueOrDefault(PacketContent.Flags) is FieldValue.Number whole
            ? (int)whole.Value
            : BitEncoder.Write(content.Packet.Flags, content.Version, content.Members);

    private void WriteFields(List<byte> to, PacketContent content, FieldGroup group, IReadOnlyDictionary<string, FieldValue> members)
    {
        foreach (var field in Standing(content, group, members)) WriteField(to, content, field, members);
    }

    // What may be omitted is, where nothing stands behind it.
    private List<Field> Standing(PacketContent content, FieldGroup group, IReadOnlyDictionary<string, FieldValue> members)
    {
        ConditionEvaluator conditions = new(protocol, content.Sender, Announcements.Nothing);
        MemberScope scope = new(group, members);
        var standing = new List<Field>();
        foreach (var field in group.Fields.Reverse().Where(field => field.Versions.Contains(content.Version)))
        {
            if (!conditions.Holds(field.If, scope)) continue;
            if (standing.Count > 0 || !IsOmitted(content, field, members)) standing.Add(field);
        }

        standing.Reverse();
        return standing;
    }

    private static bool IsOmitted(PacketContent content, Field field, IReadOnlyDictionary<string, FieldValue> members) =>
        field.WhenOmitted is { } omitted && members.GetValueOrDefault(field.Name) switch
        {
            null when field.Bits.Count > 0 => BitEncoder.Write(field.Bits, content.Version, members) == Literals.Number(null, omitted),
            null => true,
            FieldValue.PropertyList list => list.Items.IsEmpty,
            FieldValue.Number number when field.Type?.Base is WireBase.ReasonCode => number.Value == ReasonCodeTable.Code(content.Packet, omitted),
            FieldValue.Number number => omitted != "none" && number.Value == Literals.Number(field.Type, omitted),
            _ => false,
        };

    private void WriteField(List<byte> to, PacketContent content, Field field, IReadOnlyDictionary<string, FieldValue> members)
    {
        var value = members.GetValueOrDefault(field.Name);
        if (value is FieldValue.Verbatim verbatim) to.AddRange(verbatim.Bytes.Span);
        else if (field.Value.Count > 0) WriteFixedText(to, field, content.Version, value);
        else if (field.SetsVersion) to.Add((byte)(value is FieldValue.Number number ? number.Value : content.Version.Number));
        else if (field.Bits.Count > 0) to.Add((byte)(value is FieldValue.Number whole ? whole.Value : BitEncoder.Write(field.Bits, content.Version, members)));
        else if (field.Each is { } each) WriteRepeated(to, content, field, each, (FieldValue.Repeated?)value);
        else if (field.PropertySet is { } set)
        {
            PropertyEncoder.Write(to, content.Packet.PropertySets.First(candidate => candidate.Spelled == set), value as FieldValue.PropertyList ?? new([]));
        }
        else WriteOne(to, content, field, value ?? Default(content, field));
    }

    private static void WriteFixedText(List<byte> to, Field field, ProtocolVersion version, FieldValue? value)
    {
        if (value is FieldValue.Data other) ValueEncoder.WriteBinary(to, other.Bytes.Span);
        else ValueEncoder.WriteBinary(to, Encoding.UTF8.GetBytes(field.Value.First(text => text.Versions.Contains(version)).Text));
    }

    private void WriteRepeated(List<byte> to, PacketContent content, Field field, Repetition each, FieldValue.Repeated? value)
    {
        foreach (var item in value?.Items ?? [])
        {
            if (item is FieldValue.Group group && each.Item is { } form) WriteFields(to, content, FieldGroup.Of(form), group.Members);
            else WriteOne(to, content, field, item);
        }
    }

    private static void WriteOne(List<byte> to, PacketContent content, Field field, FieldValue value)
    {
        if (field.Type!.Base is WireBase.ReasonCode && value is FieldValue.Number code)
        {
            to.Add((byte)ReasonCodeTable.ToWire(content.Packet, (int)code.Value, content.Version));
            return;
        }

        ValueEncoder.Write(to, field.Type, value);
    }

    private static FieldValue Default(PacketContent content, Field field) => field switch
    {
        { WhenOmitted: { } code, Type.Base: WireBase.ReasonCode } => new FieldValue.Number(ReasonCodeTable.Code(content.Packet, code)),
        { WhenOmitted: { } value and not "none" } => new FieldValue.Number(Literals.Number(field.Type, value)),
        { Type.Base: WireBase.Utf8 or WireBase.Binary or WireBase.Rest or WireBase.Utf8Rest } => new FieldValue.Data(default),
        { Type.Base: WireBase.Utf8Pair } => new FieldValue.Pair(default, default),
        _ => new FieldValue.Number(0),
    };
}
