using System.Globalization;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Cli.Vectors.Mutators;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>
/// Derives vectors from a spec: for each packet, version and sender the smallest and the fullest, and mutants that are one change away from a
/// valid packet. A mutant stays only if the interpreter finds just the rule broken that the change is meant to break.
/// </summary>
internal sealed class VectorGenerator(SpecProtocol protocol)
{
    private static readonly IMutator[] Mutators =
    [
        new ReceiverMutator(),
        new FrameMutator(),
        new BitMutator(),
        new ContentMutator(),
        new CutMutator(),
        new TrailingMutator(),
        new RangeMutator(),
        new LengthMutator(),
        new ReasonCodeMutator(),
        new TextMutator(),
        new PropertyMutator(),
        new PropertyLengthMutator(),
        new VarIntMutator(),
        new RepetitionMutator(),
        new CheckMutator(),
        new LimitMutator(),
    ];

    private readonly FrameCodec _frames = new(protocol.Framing);
    private readonly LimitCheck _limits = new(protocol);

    /// <summary>The vectors of every packet, and of the packet types that there are none of.</summary>
    public IEnumerable<VectorFile> Files() => [UnknownTypes(), .. protocol.Packets.Select(Of)];

    /// <summary>The vectors of one packet.</summary>
    public VectorFile Of(Packet packet)
    {
        var valid = new List<Vector>();
        var broken = new List<Vector>();
        var masked = new List<MaskedMutant>();
        var missed = new List<string>();
        foreach (var of in Cases(packet))
        {
            MutationContext context = new(protocol, of);
            valid.AddRange(Valid(context));
            broken.AddRange(Mutators.SelectMany(mutator => mutator.Mutate(context)).Select(mutant => Verify(context, mutant, masked)).OfType<Vector>());
            missed.AddRange(context.Missed.Select(what => Name(of, what)));
        }

        var title = packet.Section is { Length: > 0 } ? $"{packet.Name} (section {packet.Section})" : packet.Name;
        return new(string.Create(CultureInfo.InvariantCulture, $"{packet.Type:00}-{packet.Name.ToLowerInvariant()}.yaml"), title, [.. Distinct(valid), .. Distinct(broken)], masked, [.. missed.Distinct()]);
    }

    private IEnumerable<VectorCase> Cases(Packet packet) =>
        from version in protocol.Versions
        where packet.Versions.Contains(version)
        from sender in new[] { Role.Client, Role.Server }
        where packet.IsSentBy(sender, version)
        select new VectorCase(packet, version, sender);

    private IEnumerable<Vector> Valid(MutationContext context)
    {
        foreach (var (what, content) in new[] { ("Minimal", context.Minimal), ("Full", context.Full) })
        {
            if (content is null)
            {
                context.Miss(what);
                continue;
            }

            var bytes = context.Encode(content);
            var decoded = context.Decode(bytes);
            yield return new(Name(context.Case, what), bytes, context.Case.Version, context.Case.Sender, decoded.Parts, decoded.Content, null);
        }
    }

    private Vector? Verify(MutationContext context, Mutant mutant, List<MaskedMutant> masked)
    {
        var version = mutant.Version ?? context.Case.Version;
        var sender = mutant.Sender ?? context.Case.Sender;
        var maximum = mutant.Announced is { } announced && mutant.Breaks == protocol.Faults.TooLarge ? announced.Value : long.MaxValue;
        var decoded = context.Decode(mutant.Bytes, version, sender, maximum);
        var broken = decoded.Broken;
        if (decoded.Content is { } content && mutant.Announced is not null)
        {
            broken = _limits.Broken(content, mutant.Announced.To(sender)) is { } limit ? new(limit, 0) : null;
        }

        var name = Name(context.Case with { Version = version, Sender = sender }, mutant.What);
        if (broken?.Rule == mutant.Breaks) return new(name, mutant.Bytes, version, sender, decoded.Parts, null, broken, mutant.Announced);

        masked.Add(new(name, mutant.Breaks, broken));
        return null;
    }

    // What both sides can send is told once.
    private static IEnumerable<Vector> Distinct(IEnumerable<Vector> vectors)
    {
        var seen = new HashSet<(string, ProtocolVersion, RuleRef?, Announcement?)>();
        return vectors.Where(vector => seen.Add((Convert.ToHexString(vector.Bytes), vector.Version, vector.Broken?.Rule, vector.Announced)));
    }

    private VectorFile UnknownTypes()
    {
        var free = Enumerable.Range(0, protocol.Framing.HighestType + 1).Where(type => protocol.Packets.All(packet => packet.Type != type)).ToList();
        var vectors =
            from version in protocol.Versions
            from type in free.Take(1).Concat(free.Skip(1).TakeLast(1))
            let bytes = _frames.Write(type, 0, [])
            let name = string.Create(CultureInfo.InvariantCulture, $"Type{type}In{Digits(version)}IsUnknown")
            select new Vector(name, bytes, version, Role.Client, [], null, new(protocol.Faults.UnknownPacket, _frames.Read(bytes).TypeOffset));
        return new("00-unknown.yaml", "Packet types that there are no packets of", [.. vectors], [], []);
    }

    private string Name(VectorCase of, string what)
    {
        var usual = of.Packet.IsSentBy(Role.Client, of.Version) ? Role.Client : Role.Server;
        return $"{of.Packet.Spelled}{Digits(of.Version)}{(of.Sender == usual ? "" : $"From{protocol.Roles.Of(of.Sender).Spelled}")}{what}";
    }

    private static string Digits(ProtocolVersion version) => version.Name.Replace(".", "", StringComparison.Ordinal);
}
