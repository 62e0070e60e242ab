using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Wire;

/// <summary>
/// Reads a packet's fields straight through. The first failure sticks: whatever is read after it is zero or empty, so that
/// a decoder is a straight line that asks once, at its end, whether all went well.
/// </summary>
/// <typeparam name="TRule">The protocol's rules; zero is none.</typeparam>
public ref struct WireReader<TRule>
    where TRule : unmanaged, Enum
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _bodyOffset;
    private int _position;
    private int _end;
    private int _fieldStart;
    private int _faultOffset;
    private TRule _broken;

    /// <summary>Starts at the first byte of the frame's body.</summary>
    public WireReader(Frame frame)
    {
        _bytes = frame.Body;
        _bodyOffset = frame.BodyOffset;
        _end = frame.Body.Length;
        _faultOffset = -1;
    }

    /// <summary>Whether nothing has failed.</summary>
    public readonly bool Succeeded => _faultOffset < 0;

    /// <summary>The rule that was broken first; zero when none was.</summary>
    public readonly TRule Broken => _broken;

    /// <summary>Where it was broken, in bytes from the start of the packet; 0 when it was not.</summary>
    public readonly int BrokenAt => Math.Max(_faultOffset, 0);

    /// <summary>Whether all bytes of the packet, or of the section entered, are read.</summary>
    public readonly bool AtEnd => _position == _end;

    /// <summary>The next byte's place, in bytes from the start of the packet.</summary>
    public readonly int Offset => _bodyOffset + _position;

    /// <summary>Breaks <paramref name="rule"/> at the field read last, unless <paramref name="kept"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(bool kept, TRule rule)
    {
        if (!kept) Fail(rule, _bodyOffset + _fieldStart);
    }

    /// <summary>Breaks <paramref name="rule"/> at <paramref name="offset"/>, unless <paramref name="kept"/>.</summary>
    /// <param name="kept">Whether the rule is kept.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="offset">Where, in bytes from the start of the packet.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ExpectAt(bool kept, TRule rule, int offset)
    {
        if (!kept) Fail(rule, offset);
    }

    /// <summary>One byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte U8(TRule missing)
    {
        _fieldStart = _position;
        if (_position < _end) return _bytes[_position++];

        Fail(missing, _bodyOffset + _fieldStart);
        return 0;
    }

    /// <summary>Two Byte Integer (1.5.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort U16(TRule missing)
    {
        var bytes = Take(2, missing);
        return bytes.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;
    }

    /// <summary>Four Byte Integer (1.5.3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint U32(TRule missing)
    {
        var bytes = Take(4, missing);
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
    }

    /// <summary>Variable Byte Integer (1.5.5), 0 to 268,435,455.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint VarInt(TRule missing, TRule tooLong, TRule notShortest)
    {
        _fieldStart = _position;
        if (_position < _end && _bytes[_position] < 0x80) return _bytes[_position++];

        return LongVarInt(missing, tooLong, notShortest);
    }

    /// <summary>Binary Data (1.5.6): at most 65,535 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Binary(TRule missing)
    {
        var start = _position;
        var length = U16(missing);
        var bytes = Take(length, missing);
        _fieldStart = start;
        return bytes;
    }

    /// <summary>UTF-8 Encoded String (1.5.4): its bytes, checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Utf8(TRule missing, TRule illFormed, TRule hasNul)
    {
        var text = Binary(missing);

        // Printable and control ASCII, all but U+0000, needs no closer look.
        if (text.ContainsAnyExceptInRange((byte)0x01, (byte)0x7F)) CheckText(text, illFormed, hasNul);
        return text;
    }

    /// <summary>All bytes that are left.</summary>
    public ReadOnlySpan<byte> Rest()
    {
        _fieldStart = _position;
        _position = _end;
        return _bytes[_fieldStart.._end];
    }

    /// <summary>Narrows the reader to the next <paramref name="length"/> bytes.</summary>
    /// <returns>What <see cref="Leave"/> needs to widen it again.</returns>
    public int Enter(uint length, TRule missing)
    {
        var outerEnd = _end;
        if (length > (uint)(_end - _position))
        {
            Fail(missing, _bodyOffset + _fieldStart);
            return _end;
        }

        _end = _position + (int)length;
        return outerEnd;
    }

    /// <summary>The bytes of the section entered that are not read yet.</summary>
    public readonly ReadOnlySpan<byte> Section => _bytes[_position.._end];

    /// <summary>Widens the reader again to what it was before <see cref="Enter"/>.</summary>
    public void Leave(int outerEnd)
    {
        if (Succeeded) _end = outerEnd;
    }

    /// <summary>Breaks a rule. Only the first one counts; all reads that follow yield nothing.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="offset">Where, in bytes from the start of the packet.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Fail(TRule rule, int offset)
    {
        if (!Succeeded) return;

        _broken = rule;
        _faultOffset = offset;
        _end = _position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int length, TRule missing)
    {
        _fieldStart = _position;
        if (length > _end - _position)
        {
            Fail(missing, _bodyOffset + _fieldStart);
            return default;
        }

        _position += length;
        return _bytes.Slice(_fieldStart, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint LongVarInt(TRule missing, TRule tooLong, TRule notShortest)
    {
        var start = _position;
        uint value = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var part = U8(missing);
            if (!Succeeded) return 0;

            value |= (uint)(part & 0x7F) << shift;
            if (part >= 0x80) continue;

            _fieldStart = start;
            Expect(part != 0 || shift == 0, notShortest);
            return Succeeded ? value : 0;
        }

        Fail(tooLong, _bodyOffset + start);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckText(ReadOnlySpan<byte> text, TRule illFormed, TRule hasNul)
    {
        Expect(System.Text.Unicode.Utf8.IsValid(text), illFormed);
        Expect(!text.Contains((byte)0), hasNul);
    }
}
