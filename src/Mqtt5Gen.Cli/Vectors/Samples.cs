using System.Collections.Immutable;
using System.Text;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Values that are allowed, small or large.</summary>
internal static class Samples
{
    // One character of each length in UTF-8.
    private const string PlainText = "aä€𝄞";
    private const string ShapedText = "a/b";

    /// <summary>A value of a form.</summary>
    public static FieldValue Of(ValueForm form, SampleSize size) => (form.Type.Base, size) switch
    {
        (WireBase.Utf8 or WireBase.Utf8Rest, SampleSize.Minimal) => Text(Fit(form, form.Shapes.Count > 0 ? "a" : "")),
        (WireBase.Utf8 or WireBase.Utf8Rest, _) => Text(Fit(form, form.Shapes.Count > 0 ? ShapedText : PlainText)),
        (WireBase.Utf8Pair, SampleSize.Minimal) => new FieldValue.Pair(default, default),
        (WireBase.Utf8Pair, _) => new FieldValue.Pair("a"u8.ToArray(), "b"u8.ToArray()),
        (WireBase.Binary or WireBase.Rest, SampleSize.Minimal) => Data(form, []),
        (WireBase.Binary, _) => Data(form, [0x00, 0x01, 0xFF]),
        (WireBase.Rest, _) => Data(form, "abc"u8),
        _ => new FieldValue.Number(size is SampleSize.Minimal ? Least(form) : Most(form)),
    };

    /// <summary>The reason codes that may stand in the packet: those of the version's return codes, if it has any.</summary>
    public static List<int> ReasonCodes(VectorCase of) =>
        [.. Enumerable.Range(0, 256)
            .Select(code => ReasonCodeTable.FromWire(of.Packet, code, of.Version))
            .Where(code => ReasonCodeTable.MayStand(of.Packet, code, of.Sender))
            .Distinct()];

    /// <summary>The properties of a set: none, or all that may come from the sender, those that may repeat twice.</summary>
    public static FieldValue.PropertyList Properties(VectorCase of, Field field, Faults faults, SampleSize size)
    {
        if (size is SampleSize.Minimal) return new([]);

        var properties = ImmutableArray.CreateBuilder<PropertyValue>();
        foreach (var property in SetOf(of, field).Properties.Where(property => MayStand(property, of.Sender)))
        {
            var form = ValueForm.Of(property, faults);
            properties.Add(new(property.Id, property.Name, Of(form, SampleSize.Full)));
            if (property.Repeats) properties.Add(new(property.Id, property.Name, Of(form, SampleSize.Minimal)));
        }

        return new(properties.ToImmutable());
    }

    /// <summary>Whether a property may stand where it is when this role sends it.</summary>
    public static bool MayStand(Property property, Role sender) => property.Refused is null && property.SentBy.Includes(sender);

    /// <summary>The property set of a field.</summary>
    public static PropertySet SetOf(VectorCase of, Field field) => of.Packet.PropertySets.First(set => set.Spelled == field.PropertySet);

    /// <summary>Bits: none set or the first value, or all set or the last value.</summary>
    public static long Bits(BitField bit, SampleSize size)
    {
        if (bit.Type is not { IsEnum: true } type) return size is SampleSize.Minimal ? 0 : (1 << (bit.High - bit.Low + 1)) - 1;
        return size is SampleSize.Minimal ? type.Values[0].Value : type.Values[^1].Value;
    }

    /// <summary>The largest number that the type can hold on the wire.</summary>
    public static long Capacity(WireType type) => type.Base switch
    {
        WireBase.U16 => ushort.MaxValue,
        WireBase.U32 => uint.MaxValue,
        WireBase.VarInt => VarInt.Largest,
        _ => byte.MaxValue,
    };

    /// <summary>Text as bytes.</summary>
    public static FieldValue.Data Text(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Text of a number of characters.</summary>
    public static FieldValue.Data Text(int characters) => Text(new string('a', characters));

    /// <summary>Data of the length that the form asks for, which begins with these bytes.</summary>
    public static FieldValue.Data Data(ValueForm form, ReadOnlySpan<byte> bytes)
    {
        var length = form.Type.Size ?? (int)Math.Clamp(bytes.Length, form.Length?.Min ?? 0, form.Length?.Max ?? int.MaxValue);
        var data = new byte[length];
        bytes[..Math.Min(length, bytes.Length)].CopyTo(data);
        return new(data);
    }

    // Characters of one byte, where the bytes are counted.
    private static string Fit(ValueForm form, string text)
    {
        if (form.Type.Size is { } size) return new string('a', size);

        var runes = text.EnumerateRunes().Take((int)Math.Min(form.Length?.Max ?? int.MaxValue, int.MaxValue)).ToList();
        return string.Concat(runes) + new string('a', (int)Math.Max(0, (form.Length?.Min ?? 0) - runes.Count));
    }

    private static long Least(ValueForm form) =>
        form.Narrowed.Select(narrowing => narrowing.In.Min).Append(form.In?.Min ?? (form.Type.IsEnum ? form.Type.Values[0].Value : 0)).Max();

    private static long Most(ValueForm form) =>
        form.Narrowed.Select(narrowing => narrowing.In.Max).Append(form.In?.Max ?? (form.Type.IsEnum ? form.Type.Values[^1].Value : Capacity(form.Type))).Min();
}
