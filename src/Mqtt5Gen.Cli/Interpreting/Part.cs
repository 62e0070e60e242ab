using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>A named part of a packet's bytes.</summary>
/// <param name="kind">What it is.</param>
/// <param name="name">Its name in the spec.</param>
/// <param name="offset">Where it starts, in bytes from the start of the packet.</param>
internal sealed class Part(PartKind kind, string name, int offset)
{
    /// <summary>What it is.</summary>
    public PartKind Kind { get; } = kind;

    /// <summary>Its name in the spec.</summary>
    public string Name { get; } = name;

    /// <summary>Where it starts, in bytes from the start of the packet.</summary>
    public int Offset { get; } = offset;

    /// <summary>How many bytes it takes, with its length or identifier if it has one.</summary>
    public int Length { get; set; }

    /// <summary>Its value, for people; null for what has only parts.</summary>
    public string? Text { get; set; }

    /// <summary>The most significant of its bits, for bits.</summary>
    public int HighBit { get; init; }

    /// <summary>The least significant of its bits, for bits.</summary>
    public int LowBit { get; init; }

    /// <summary>Its type, or null.</summary>
    public WireType? Type { get; init; }

    /// <summary>What it consists of.</summary>
    public List<Part> Parts { get; } = [];
}
