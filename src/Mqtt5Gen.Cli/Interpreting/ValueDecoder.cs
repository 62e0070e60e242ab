using System.Buffers.Binary;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>Reads one value and holds it against what its form asks.</summary>
internal sealed class ValueDecoder(Decoding decoding)
{
    /// <summary>Reads the value that comes next.</summary>
    /// <returns>The value as far as it could be read; null where it could not.</returns>
    public FieldValue? Read(ByteCursor cursor, ValueForm form)
    {
        var at = cursor.Offset;
        switch (form.Type.Base)
        {
            case WireBase.U8 or WireBase.U16 or WireBase.U32 or WireBase.VarInt:
                if (ReadNumber(cursor, form.Type.Base, form.Missing) is not { } number) return null;
                Check(form, number, at);
                return new FieldValue.Number(number);
            case WireBase.Utf8Pair:
                if (ReadText(cursor, form) is not { } name || decoding.Broken is not null) return null;
                return ReadText(cursor, form) is { } other ? new FieldValue.Pair(name, other) : null;
            default:
                if ((form.Type.IsText ? ReadText(cursor, form) : ReadBytes(cursor, form)) is not { } bytes) return null;
                CheckLength(form, bytes, at);
                return new FieldValue.Data(bytes);
        }
    }

    /// <summary>Reads a number; null, and <paramref name="missing"/> broken, where it is not whole.</summary>
    public long? ReadNumber(ByteCursor cursor, WireBase wireBase, RuleRef missing)
    {
        if (wireBase is WireBase.VarInt) return ReadVarInt(cursor, missing);

        var width = wireBase switch { WireBase.U8 => 1, WireBase.U16 => 2, _ => 4 };
        var at = cursor.Offset;
        if (!cursor.TryTake(width, out var bytes))
        {
            decoding.Break(missing, at);
            return null;
        }

        return width switch
        {
            1 => bytes.Span[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes.Span),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes.Span),
        };
    }

    /// <summary>Reads a Variable Byte Integer; null where it is not whole or not in its shortest form.</summary>
    public long? ReadVarInt(ByteCursor cursor, RuleRef missing)
    {
        var at = cursor.Offset;
        var state = VarInt.TryRead(cursor.Rest.Span, out var value, out var length);
        if (state is FrameState.Complete)
        {
            cursor.TryTake(length, out _);
            return value;
        }

        decoding.Break(state switch
        {
            FrameState.LengthTooLong => decoding.Faults.LengthTooLong,
            FrameState.LengthNotShortest => decoding.Faults.LengthNotShortest,
            _ => missing,
        }, at);
        return null;
    }

    /// <summary>Reads bytes behind a two-byte length; null, and <paramref name="missing"/> broken, where they are not whole.</summary>
    public ReadOnlyMemory<byte>? ReadBinary(ByteCursor cursor, RuleRef missing)
    {
        var length = cursor.Left < 2 ? int.MaxValue : 2 + BinaryPrimitives.ReadUInt16BigEndian(cursor.Rest.Span);
        if (cursor.TryTake(length, out var bytes)) return bytes[2..];

        decoding.Break(missing, cursor.Offset);
        return null;
    }

    private ReadOnlyMemory<byte>? ReadBytes(ByteCursor cursor, ValueForm form)
    {
        var at = cursor.Offset;
        if (!form.Type.IsRest && form.Type.Size is null) return ReadBinary(cursor, form.Missing);
        if (cursor.TryTake(form.Type.Size ?? cursor.Left, out var bytes)) return bytes;

        decoding.Break(form.Missing, at);
        return null;
    }

    private ReadOnlyMemory<byte>? ReadText(ByteCursor cursor, ValueForm form)
    {
        var at = cursor.Offset;
        if (ReadBytes(cursor, form) is not { } text) return null;

        var flaws = form.Shapes.Count > 0 ? TextShapes.FlawsOf(text.Span) : TextShapes.FlawsOfText(text.Span);
        decoding.Expect((flaws & TextFlaws.IllFormed) == 0, decoding.Faults.IllFormedText, at);
        decoding.Expect((flaws & TextFlaws.HasNul) == 0, decoding.Faults.NulInText, at);
        foreach (var shape in form.Shapes.Where(shape => shape.Versions.Contains(decoding.Version)))
        {
            decoding.Expect((flaws & FlawOf(shape.Shape)) == 0, shape.Rule, at);
        }

        return text;
    }

    private void Check(ValueForm form, long number, int at)
    {
        decoding.Expect(IsAllowed(form, number), form.BadValue, at);
        foreach (var narrowing in form.Narrowed) decoding.Expect(number >= narrowing.In.Min && number <= narrowing.In.Max, narrowing.Rule, at);
    }

    // Text is as long as it has characters, data as it has bytes.
    private void CheckLength(ValueForm form, ReadOnlyMemory<byte> bytes, int at)
    {
        if (form.Length is not { } bounds) return;

        var length = form.Type.IsText ? TextShapes.CharactersOf(bytes.Span) : bytes.Length;
        decoding.Expect(length >= bounds.Min && length <= bounds.Max, form.BadValue, at);
    }

    private static bool IsAllowed(ValueForm form, long number)
    {
        if (form.Type.IsEnum && form.Type.Values.All(value => value.Value != number)) return false;
        return form.In is not { } bounds || (number >= bounds.Min && number <= bounds.Max);
    }

    private static TextFlaws FlawOf(Shape shape) => shape switch
    {
        Shape.NotEmpty => TextFlaws.IsEmpty,
        Shape.NoWildcards => TextFlaws.HasWildcards,
        Shape.HashIsLast => TextFlaws.HashIsNotLast,
        Shape.PlusFillsLevel => TextFlaws.PlusSharesLevel,
        Shape.ShareHasName => TextFlaws.ShareHasNoName,
        _ => TextFlaws.ShareNameIsNotPlain,
    };
}
