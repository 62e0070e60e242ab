using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>The numbers that may stand somewhere, as ranges.</summary>
internal sealed class NumberSet
{
    private readonly IReadOnlyList<Bounds> _ranges;

    private NumberSet(IReadOnlyList<Bounds> ranges) => _ranges = ranges;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>What a type allows in a place; null where it holds no number.</summary>
    /// <param name="type">The type, or null.</param>
    /// <param name="bounds">The allowed values, or null.</param>
    /// <param name="narrowed">Tighter ranges.</param>
    public static NumberSet? Of(WireType? type, Bounds? bounds, IEnumerable<Narrowing> narrowed)
    {
        var whole = Of(type, bounds);
        return narrowed.Aggregate(whole, (left, narrowing) => left?.Within(narrowing.In));
    }

    /// <summary>The lengths that text or data may have.</summary>
    public static NumberSet OfLength(Bounds? bounds) => new([bounds ?? new(0, long.MaxValue - 1)]);

    /// <summary>What bits may hold.</summary>
    public static NumberSet OfBits(BitField bit) =>
        Of(bit.Type, bit.Type?.In) ?? new([new(0, (1L << (bit.High - bit.Low + 1)) - 1)]);

    private static NumberSet? Of(WireType? type, Bounds? bounds)
    {
        if (type is null) return null;
        if (type.IsEnum) return new(Joined(type.Values.Select(value => new Bounds(value.Value, value.Value))));
        if (bounds is not null) return new([bounds]);

        return type.Base switch
        {
            WireBase.U8 => new([new(0, byte.MaxValue)]),
            WireBase.U16 => new([new(0, ushort.MaxValue)]),
            WireBase.U32 => new([new(0, uint.MaxValue)]),
            WireBase.VarInt => new([new(0, 268_435_455)]),
            _ => null,
        };
    }

    /// <summary>What is here and not there.</summary>
    public NumberSet Without(NumberSet other)
    {
        IEnumerable<Bounds> left = _ranges;
        foreach (var taken in other._ranges) left = left.SelectMany(range => Without(range, taken));

        return new([.. left]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _ranges.Select(Words.Range));

    private NumberSet Within(Bounds bounds) =>
        new([.. _ranges.Where(range => range.Min <= bounds.Max && bounds.Min <= range.Max).Select(range => new Bounds(Math.Max(range.Min, bounds.Min), Math.Min(range.Max, bounds.Max)))]);

    private static IEnumerable<Bounds> Without(Bounds range, Bounds taken)
    {
        if (taken.Max < range.Min || taken.Min > range.Max) return [range];

        List<Bounds> left = [];
        if (range.Min < taken.Min) left.Add(new(range.Min, taken.Min - 1));
        if (range.Max > taken.Max) left.Add(new(taken.Max + 1, range.Max));
        return left;
    }

    private static List<Bounds> Joined(IEnumerable<Bounds> ranges)
    {
        List<Bounds> joined = [];
        foreach (var range in ranges.OrderBy(range => range.Min))
        {
            if (joined.Count > 0 && joined[^1].Max + 1 >= range.Min) joined[^1] = new(joined[^1].Min, Math.Max(joined[^1].Max, range.Max));
            else joined.Add(range);
        }

        return joined;
    }
}
