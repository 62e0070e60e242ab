using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>What differs between two specs.</summary>
/// <param name="Changes">Packet by packet, then the tables.</param>
internal sealed record Comparison(IReadOnlyList<Change> Changes)
{
    /// <summary>Whether a receiver by the old spec reads every sender by the new one.</summary>
    public bool OldReadsNew => !Breaks(Impact.OldReceiver);

    /// <summary>Whether a receiver by the new spec reads every sender by the old one.</summary>
    public bool NewReadsOld => !Breaks(Impact.NewReceiver);

    /// <summary>Whether some receiver does not read some sender.</summary>
    public bool IsBreaking => Changes.Any(change => change.Verdict is Verdict.Breaking);

    /// <summary>Compares.</summary>
    public static Comparison Of(SpecProtocol before, SpecProtocol after) => new([.. ProtocolComparer.Compare(before, after)]);

    /// <summary>How many changes come to a verdict.</summary>
    public int Count(Verdict verdict) => Changes.Count(change => change.Verdict == verdict);

    private bool Breaks(Impact impact) => Changes.Any(change => change.Impact.HasFlag(impact));
}
