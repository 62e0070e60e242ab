using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>Watches that every bit of a byte is stated once in every version.</summary>
internal sealed class BitCover(LinkContext context, int highest)
{
    private readonly HashSet<(int Version, int Bit)> _taken = [];
    private bool _overlaps;

    public void Take(int high, int low, VersionSpan span, SpecScalar key)
    {
        var isFree = true;
        for (var version = span.From; version <= span.To; version++)
        {
            for (var bit = low; bit <= high; bit++) isFree &= _taken.Add((version, bit));
        }

        if (isFree) return;

        _overlaps = true;
        context.Bag.Report(DiagnosticIds.Bits, $"Found '{key.Text}', expected bits that no other key here names.", key.At);
    }

    /// <summary>Reports the first bit that is not stated; where bits overlap, that alone is told.</summary>
    public void ReportGap(VersionSpan span, SpecLocation at)
    {
        if (_overlaps) return;

        for (var version = span.From; version <= span.To; version++)
        {
            for (var bit = highest; bit >= 0; bit--)
            {
                if (_taken.Contains((version, bit))) continue;

                var name = context.Versions.Versions[version].Name;
                context.Bag.Report(DiagnosticIds.Bits, $"Found nothing for bit {bit} in version '{name}', expected every bit from {highest} to 0.", at);
                return;
            }
        }
    }
}
