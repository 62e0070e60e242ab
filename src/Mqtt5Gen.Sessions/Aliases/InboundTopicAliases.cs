using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions;

/// <summary>The Topic Alias mappings that a peer sets on one Network Connection; a new connection has a new map (3.3.2.3.4) [MQTT-3.3.2-7].</summary>
/// <remarks>It holds one copy of each mapped Topic Name, and eight bytes an alias up to the highest that was set.</remarks>
/// <param name="maximum">The Topic Alias Maximum that we announced; 0 accepts none.</param>
public sealed class InboundTopicAliases(ushort maximum)
{
    private const int SmallestCapacity = 4;

    private byte[]?[] _topics = [];

    /// <summary>The Topic Alias Maximum that we announced.</summary>
    public ushort Maximum => maximum;

    /// <summary>The Topic Name of a PUBLISH with a Topic Alias: sets the mapping where the packet carries a Topic Name, follows it where not (3.3.4).</summary>
    /// <param name="alias">The Topic Alias of the packet.</param>
    /// <param name="topicName">The Topic Name of the packet; empty to use the mapping.</param>
    /// <param name="resolved">The Topic Name that counts; its bytes never change, also when the mapping does.</param>
    /// <returns>Success, or the Reason Code of the DISCONNECT that is due.</returns>
    public ReasonCode Resolve(ushort alias, ReadOnlySpan<byte> topicName, out ReadOnlyMemory<byte> resolved)
    {
        resolved = default;
        if (alias == 0 || alias > maximum) return ReasonCode.TopicAliasInvalid; // [MQTT-3.3.2-8] [MQTT-3.3.2-9] [MQTT-3.3.2-11]

        var known = alias <= _topics.Length ? _topics[alias - 1] : null;
        if (topicName.IsEmpty)
        {
            resolved = known;
            return known is null ? ReasonCode.ProtocolError : ReasonCode.Success;
        }

        if (known is null || !topicName.SequenceEqual(known)) known = Map(alias, topicName); // [MQTT-3.3.2-10] [MQTT-3.3.2-12]
        resolved = known;
        return ReasonCode.Success;
    }

    private byte[] Map(ushort alias, ReadOnlySpan<byte> topicName)
    {
        if (alias > _topics.Length)
        {
            var capacity = Math.Max(alias, Math.Max(SmallestCapacity, _topics.Length * 2));
            Array.Resize(ref _topics, Math.Min(capacity, maximum));
        }

        return _topics[alias - 1] = topicName.ToArray();
    }
}
