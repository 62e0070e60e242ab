using System.Runtime.InteropServices;

namespace Mqtt5Gen.Broker.Routing;

/// <summary>
/// Topic levels by their bytes. Peers choose the levels, so the hash is the runtime's keyed one for text (Marvin),
/// not <see cref="HashCode"/>, whose collisions can be computed.
/// </summary>
internal sealed class LevelComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly LevelComparer Instance = new();

    public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

    public bool Equals(ReadOnlySpan<byte> level, byte[] other) => level.SequenceEqual(other); // [MQTT-4.7.3-4]

    public int GetHashCode(byte[] level) => GetHashCode(level.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> level)
    {
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(level));
        return (level.Length & 1) == 0 ? hash : (hash * 257) + level[^1] + 1;
    }

    public byte[] Create(ReadOnlySpan<byte> level) => level.ToArray();
}
