using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Selection;

/// <summary>Reads what is asked for of a protocol, in words, and takes it.</summary>
public static class SelectionReader
{
    private static readonly char[] Separators = [',', ';', ' ', '\t', '\r', '\n'];

    /// <summary>Takes some versions.</summary>
    /// <param name="protocol">Of what.</param>
    /// <param name="versions">A range as in the spec; empty for all.</param>
    /// <param name="setting">What the range is called where it was written.</param>
    public static SelectionResult InVersions(Protocol protocol, string versions, string setting)
    {
        DiagnosticBag bag = new();
        VersionTable table = new(protocol.Versions, bag);
        var span = table.Read(versions.Length > 0 ? new(versions, false, SpecLocation.Nowhere) : null, table.All);
        if (bag.Diagnostics.Count > 0) return new(null, new(bag.Diagnostics.Select(fault => Wrong($"{setting}: {fault.Message}"))));

        return new(span == table.All ? protocol : ProtocolSelection.InVersions(protocol, span), default);
    }

    /// <summary>Takes some packets.</summary>
    /// <param name="protocol">Of what.</param>
    /// <param name="packets">Their names, in the standard's words or in mixed case; empty for all.</param>
    /// <param name="setting">What the names are called where they were written.</param>
    public static SelectionResult OfPackets(Protocol protocol, string packets, string setting)
    {
        var words = packets.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return new(protocol, default);

        var names = protocol.Packets.SelectMany(packet => new[] { packet.Name, packet.Spelled }.Select(word => (word, packet.Name))).ToLookup(pair => pair.word.ToUpperInvariant(), pair => pair.Name);
        var unknown = words.Where(word => !names.Contains(word.ToUpperInvariant())).ToList();
        if (unknown.Count == 0) return new(ProtocolSelection.OfPackets(protocol, [.. words.SelectMany(word => names[word.ToUpperInvariant()])]), default);

        var all = protocol.Packets.Select(packet => packet.Name).ToList();
        return new(null, new(unknown.Select(word => Wrong($"Found '{word}' in {setting}, expected packets of {protocol.Name} ({string.Join(", ", all)}).{NearestName.Hint(word, all)}"))));
    }

    private static SpecDiagnostic Wrong(string message) => new(DiagnosticIds.WrongSetting, message, IsError: true, SpecLocation.Nowhere);
}
