using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>A member of a view and of the owned packet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="InView">Its type in the view.</param>
/// <param name="Owned">Its type in the owned packet, or null: it has none there.</param>
/// <param name="Copy">The view's value as an owned one.</param>
/// <param name="Derived">In the owned packet: what it follows from, or null.</param>
/// <param name="About">One sentence.</param>
internal sealed record Member(string Name, string InView, string? Owned, string Copy, string? Derived, string About)
{
    /// <summary>The members of a packet or item, in wire order.</summary>
    public static List<Member> Of(PacketShape shape)
    {
        var members = shape.Flags.Where(bit => bit.Name is not null).Select(OfBit).ToList();
        foreach (var field in shape.Fields)
        {
            if (field.Bits.Count > 0) members.AddRange(field.Bits.Where(bit => bit.Name is not null).Select(OfBit));
            else if (field.SetsVersion) members.Add(new Member(field.Name, "ProtocolVersion", null, field.Name, null, Words.About(field.Name, field.About)));
            else if (field.Value.Count == 0) members.Add(OfField(shape, field));
        }

        return members;
    }

    private static Member OfBit(BitField bit) => new(
        bit.Name!,
        Types.Bit(bit),
        Types.Bit(bit),
        bit.Name!,
        bit.Means is { } field ? $"{field} is not null" : null,
        Words.About(bit.Name!, bit.About));

    private static Member OfField(PacketShape shape, Field field)
    {
        var about = Words.About(field.Name, field.About);
        if (field.Each is { Item: { } item })
        {
            return new Member(field.Name, $"{item.Name}List", $"ValueList<{item.Name}>", $"{field.Name}.ToList()", null, about);
        }

        var type = field.Type!;
        if (field.Each is not null)
        {
            return type.Base is WireBase.ReasonCode
                ? new Member(field.Name, "ReadOnlySpan<ReasonCode>", "ValueList<ReasonCode>", $"ValueList.Create({field.Name})", null, about)
                : new Member(field.Name, "Utf8List", "ValueList<Utf8String>", $"{field.Name}.ToList()", null, about);
        }

        if (type.Base is WireBase.Properties)
        {
            return new Member(field.Name, $"{field.PropertySet}PropertiesView", $"{field.PropertySet}Properties?", $"{field.Name}.ToProperties()", null, about);
        }

        var copy = Types.Copy(type, field.Name);
        return shape.IsOptional(field)
            ? new Member(field.Name, Types.InView(type), Types.Owned(type) + "?", $"{Flag(field)} ? {copy} : default({Types.Owned(type)}?)", null, about)
            : new Member(field.Name, Types.InView(type), Types.Owned(type), copy, null, about);
    }

    private static string Flag(Field field) => field.If!.Terms[0].Left.Name;
}
