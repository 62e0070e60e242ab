using System.Collections.Immutable;
using System.Text;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Reads the fields of a packet, or of an item of a repeated group, and holds them against their checks.</summary>
internal sealed class FieldDecoder
{
    private readonly Decoding _decoding;
    private readonly FieldGroup _group;
    private readonly ValueDecoder _values;
    private readonly ImmutableDictionary<string, FieldValue>.Builder _members;
    private readonly Dictionary<string, int> _places = [];

    /// <summary>For the fields of <paramref name="group"/>; <paramref name="members"/> holds what is known of them already.</summary>
    public FieldDecoder(Decoding decoding, FieldGroup group, ImmutableDictionary<string, FieldValue>.Builder members)
    {
        (_decoding, _group, _members) = (decoding, group, members);
        _values = new(decoding);
    }

    private bool Failed => _decoding.Broken is not null;

    /// <summary>Reads all fields.</summary>
    public void Read(ByteCursor cursor, List<Part> parts)
    {
        foreach (var field in _group.Fields)
        {
            if (Failed) return;

            _places[field.Name] = cursor.Offset;
            if (!Stands(field)) continue;
            if (field.WhenOmitted is not null && cursor.AtEnd) Omit(field, cursor.Offset);
            else ReadField(cursor, field, parts);
        }
    }

    /// <summary>Holds what was read against the checks.</summary>
    public void Check()
    {
        foreach (var field in _group.Fields.Where(field => field.Value.Count > 1)) CheckFixedText(field);
        MemberScope scope = new(_group, _members);
        foreach (var check in _group.Checks.Where(check => check.Versions.Contains(_decoding.Version)))
        {
            if (Failed) return;
            if (_decoding.Conditions.Holds(check.If, scope)) _decoding.Expect(_decoding.Conditions.Holds(check.Then, scope), check.Rule, PlaceOf(check.Then.Terms[0].Left));
        }
    }

    private bool Stands(Field field) =>
        field.Versions.Contains(_decoding.Version) && _decoding.Conditions.Holds(field.If, new MemberScope(_group, _members));

    // What is left out is held against the reason codes like what stands there.
    private void Omit(Field field, int at)
    {
        if (field.Type?.Base is WireBase.ReasonCode)
        {
            var code = ReasonCodeTable.Code(_decoding.Packet, field.WhenOmitted!);
            _decoding.Expect(ReasonCodeTable.MayStand(_decoding.Packet, code, _decoding.Sender), field.BadValue ?? field.Missing, at);
            _members[field.Name] = new FieldValue.Number(code);
        }
        else if (field.Bits.Count > 0)
        {
            BitDecoder.Omit(field.Bits, (int)Literals.Number(null, field.WhenOmitted!), _decoding.Version, _members);
        }
        else if (field.WhenOmitted != "none")
        {
            _members[field.Name] = new FieldValue.Number(Literals.Number(field.Type, field.WhenOmitted!));
        }
    }

    private void ReadField(ByteCursor cursor, Field field, List<Part> parts)
    {
        var at = cursor.Offset;
        Part part = new(PartKind.Field, field.Name, at) { Type = field.Type };
        parts.Add(part);
        var value = ReadValue(cursor, field, part);
        part.Length = cursor.Offset - at;
        if (value is not null) _members[field.Name] = value;
    }

    private FieldValue? ReadValue(ByteCursor cursor, Field field, Part part)
    {
        if (field.Value.Count > 0) return ReadFixedText(cursor, field, part);
        if (field.SetsVersion) return ReadVersion(cursor, field, part);
        if (field.Bits.Count > 0) return ReadBits(cursor, field, part);
        if (field.Each is { } each) return ReadRepeated(cursor, field, each, part);
        if (field.PropertySet is not null) return new PropertyDecoder(_decoding, _values).Read(cursor, field, part);
        return ReadOne(cursor, field, part);
    }

    private FieldValue? ReadOne(ByteCursor cursor, Field field, Part part)
    {
        if (field.Type!.Base is WireBase.ReasonCode) return ReadReasonCode(cursor, field, part);

        var value = _values.Read(cursor, ValueForm.Of(field));
        if (value is not null) part.Text = ValueText.Of(field.Type, value);
        return value;
    }

    private FieldValue.Data? ReadFixedText(ByteCursor cursor, Field field, Part part)
    {
        if (_values.ReadBinary(cursor, field.Missing) is not { } text) return null;

        part.Text = ValueText.OfText(text.Span);
        _decoding.Expect(field.Value.Any(value => Is(text, value)), field.BadValue ?? field.Missing, part.Offset);
        return new(text);
    }

    private void CheckFixedText(Field field)
    {
        if (_members.GetValueOrDefault(field.Name) is not FieldValue.Data { Bytes: var text }) return;

        foreach (var value in field.Value.Where(value => value.Versions.Contains(_decoding.Version)))
        {
            _decoding.Expect(Is(text, value), field.BadValue ?? field.Missing, _places[field.Name]);
        }
    }

    private static bool Is(ReadOnlyMemory<byte> text, FixedText value) => text.Span.SequenceEqual(Encoding.UTF8.GetBytes(value.Text));

    private FieldValue.Number? ReadVersion(ByteCursor cursor, Field field, Part part)
    {
        if (_values.ReadNumber(cursor, WireBase.U8, field.Missing) is not { } number) return null;

        var version = _decoding.Protocol.Versions.FirstOrDefault(known => known.Number == number);
        part.Text = version is null ? $"{number}" : $"{version.Name} ({number})";
        _decoding.Expect(version is not null, field.BadValue ?? field.Missing, part.Offset);
        _decoding.Version = version ?? _decoding.Version;
        return new(number);
    }

    // The byte itself is no member, but its bits are.
    private FieldValue? ReadBits(ByteCursor cursor, Field field, Part part)
    {
        if (_values.ReadNumber(cursor, WireBase.U8, field.Missing) is not { } number) return null;

        part.Text = $"0x{number:X2}";
        BitDecoder.Read(_decoding, field.Bits, (int)number, field.BadValue ?? field.Missing, part, _members);
        return null;
    }

    private FieldValue.Number? ReadReasonCode(ByteCursor cursor, Field field, Part part)
    {
        if (_values.ReadNumber(cursor, WireBase.U8, field.Missing) is not { } number) return null;

        var code = ReasonCodeTable.FromWire(_decoding.Packet, (int)number, _decoding.Version);
        part.Text = ValueText.OfReasonCode(_decoding.Packet, code, (int)number);
        _decoding.Expect(ReasonCodeTable.MayStand(_decoding.Packet, code, _decoding.Sender), field.BadValue ?? field.Missing, part.Offset);
        return new(code);
    }

    private FieldValue.Repeated ReadRepeated(ByteCursor cursor, Field field, Repetition each, Part part)
    {
        var items = ImmutableArray.CreateBuilder<FieldValue>();
        while (!cursor.AtEnd && !Failed)
        {
            Part own = new(PartKind.Item, each.Item?.Name ?? $"[{items.Count}]", cursor.Offset) { Type = field.Type };
            part.Parts.Add(own);
            var value = each.Item is { } item ? ReadItem(cursor, item, own) : ReadOne(cursor, field, own);
            own.Length = cursor.Offset - own.Offset;
            if (value is not null) items.Add(value);
        }

        if (!Failed) _decoding.Expect(items.Count >= each.AtLeast, each.TooFew, cursor.Offset);
        part.Text = items.Count == 1 ? "1 item" : $"{items.Count} items";
        return new(items.ToImmutable());
    }

    private FieldValue.Group ReadItem(ByteCursor cursor, Item item, Part part)
    {
        var members = ImmutableDictionary.CreateBuilder<string, FieldValue>();
        FieldDecoder fields = new(_decoding, FieldGroup.Of(item), members);
        fields.Read(cursor, part.Parts);
        fields.Check();
        return new(members.ToImmutable());
    }

    private int PlaceOf(Operand operand)
    {
        var field = operand.Kind switch
        {
            OperandKind.Property => _group.OwnProperties?.Name,
            OperandKind.Field => operand.Name,
            _ => _group.Fields.FirstOrDefault(field => field.Bits.Any(bit => bit.Name == operand.Name))?.Name,
        };
        return field is null ? _decoding.TypeOffset : _places.GetValueOrDefault(field);
    }
}
