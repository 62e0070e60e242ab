using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>A member of a view and of the owned packet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="InView">Its type in the view.</param>
/// <param name="Owned">Its type in the owned packet, or null: it has none there.</param>
/// <param name="Copy">The view's value as an owned one.</param>
/// <param name="Derived">In the owned packet: what it follows from, or null.</param>
/// <param name="About">One sentence.</param>
/// <param name="Decoded">The decoded value as the view holds it.</param>
internal sealed record Member(string Name, string InView, string? Owned, string Copy, string? Derived, string About, string Decoded)
{
    /// <summary>The members of a packet or item, in wire order.</summary>
    public static List<Member> Of(PacketShape shape)
    {
        var members = shape.Flags.Where(bit => bit.Name is not null).Select(OfBit).ToList();
        foreach (var field in shape.Fields)
        {
            if (field.Bits.Count > 0) members.AddRange(field.Bits.Where(bit => bit.Name is not null).Select(OfBit));
            else if (field.SetsVersion) members.Add(new Member(field.Name, "ProtocolVersion", null, field.Name, null, Words.About(field.Name, field.About), "version"));
            else if (field.Value.Count == 0) members.AddRange(OfField(shape, field));
        }

        return members;
    }

    /// <summary>The view's member that tells whether a text stands in the packet, which it may although it is empty.</summary>
    public static string Presence(Field field) => "Has" + field.Name;

    private static Member OfBit(BitField bit) => new(
        bit.Name!,
        Types.Bit(bit),
        Types.Bit(bit),
        bit.Name!,
        bit.Means is { } field ? $"{field} is not null" : null,
        Words.About(bit.Name!, bit.About),
        Names.Local(bit.Name!));

    private static IEnumerable<Member> OfField(PacketShape shape, Field field)
    {
        if (field.CanBeAbsent && !Types.HasNull(field.Type!))
        {
            var about = $"Whether {Words.Of(field.Name)} stands in the packet.";
            yield return new Member(Presence(field), "bool", null, Presence(field), null, about, LocalMembers.Presence(field.Name));
        }

        var (inView, owned, copy, decoded) = Forms(shape, field);
        yield return new Member(field.Name, inView, owned, copy, null, Words.About(field.Name, field.About), decoded);
    }

    private static (string InView, string Owned, string Copy, string Decoded) Forms(PacketShape shape, Field field)
    {
        var (name, local) = (field.Name, Names.Local(field.Name));
        if (field.Each is { Item: { } item }) return ($"{item.Name}List", $"ValueList<{item.Name}>", $"{name}.ToList()", local);

        var type = field.Type!;
        var (inView, owned, copy) = (Types.InView(type), Types.Owned(type), Types.Copy(type, name));
        if (field.Each is not null) return (Lists.InView(type), $"ValueList<{owned}>", Lists.Copy(type, name), local);
        if (type.Base is WireBase.Properties) return ($"{field.PropertySet}PropertiesView", $"{field.PropertySet}Properties?", $"{name}.ToProperties()", local);
        if (field.CanBeAbsent && Types.HasNull(type)) return (inView + "?", owned + "?", copy, $"{LocalMembers.Presence(name)} ? {local} : null");
        if (field.CanBeAbsent) return (inView, owned + "?", $"{Presence(field)} ? {copy} : default({owned}?)", local);
        if (!shape.IsOptional(field)) return (inView, owned, copy, local);

        var isPresent = new Conditions(new PacketMembers(shape, isView: true), shape.Roles).Emit(field.If!);
        return (inView, owned + "?", $"{isPresent} ? {copy} : default({owned}?)", local);
    }
}
