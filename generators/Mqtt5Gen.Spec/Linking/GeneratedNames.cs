namespace Mqtt5Gen.Spec.Linking;

/// <summary>The names that generated code needs for itself.</summary>
internal static class GeneratedNames
{
    // What every object and every record has.
    private static readonly string[] Inherited =
        ["Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "PrintMembers", "EqualityContract", "Clone"];

    // What the code of a packet names without saying whose it is: a member of that name would be taken for it.
    private static readonly string[] Used =
    [
        "Rule", "Role", "PacketType", "PacketFrame", "PropertyId", "PropertyTable", "ReasonCode", "ProtocolVersion", "TextFlaws", "TextShapes", "WireSize",
        "Utf8String", "Utf8Pair", "Bytes", "ValueList", "WireForm", "MemoryExtensions", "System",
    ];

    /// <summary>Types, beside those of packets, items, property sets and enumerations.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        .. Used, "RuleFacts", "Violation", "IPacket", "PacketExtensions", "PacketDispatch", "ProtocolVersions", "Announced", "Frame", "FrameFormat",
        "FrameLengthForm", "FrameLengthScope", "FrameReader", "FrameStatus", "PacketLayout", "WireReader", "WireWriter", "BinaryList",
        "NumberList", "Utf8List", "Utf8PairList", "Utf8PairSequence", "Utf8PairView", "VarIntList", "Span", "ReadOnlySpan",
    ];

    /// <summary>Members of a packet.</summary>
    public static IReadOnlyList<string> OfPacket { get; } =
    [
        .. Inherited, .. Used, "Type", "TryDecode", "TryReadVersion", "Measure", "Encode", "ToPacket", "CheckLimits", "FitTo", "Stamp", "MayStandHere", "FromWire", "ToWire",
    ];

    /// <summary>Members of an item of a repeated group.</summary>
    public static IReadOnlyList<string> OfItem { get; } = [.. Inherited, .. Used, "Check", "Read", "Measure", "Encode", "BrokenLimit"];

    /// <summary>Members of a property set.</summary>
    public static IReadOnlyList<string> OfProperties { get; } =
        [.. Inherited, .. Used, "IsEmpty", "Has", "Without", "Clear", "Bit", "Read", "ToProperties", "Measure", "Encode", "Present", "Properties", "Section"];

    /// <summary>Members beside which an enumeration is named.</summary>
    public static IReadOnlyList<string> WhereTypesAreUsed { get; } = [.. OfPacket, .. OfItem, .. OfProperties];

    /// <summary>Members of what is announced.</summary>
    public static IReadOnlyList<string> OfAnnounced { get; } = [.. Inherited, "Announced", "Nothing", "From"];

    /// <summary>Rules.</summary>
    public static IReadOnlyList<string> Rules { get; } = ["None", "Id", "Section", "Answer"];
}
