namespace Mqtt5Gen.Sessions;

/// <summary>The Topic Aliases that we set on one Network Connection; a new connection has a new map (3.3.2.3.4).</summary>
/// <remarks>
/// First come, first served: the first Topic Names get the aliases, later ones none. A policy that gives an alias to another
/// Topic Name fits the same two steps, since a choice says whether the packet has to carry the Topic Name.
/// </remarks>
/// <param name="maximum">The Topic Alias Maximum of the peer, or less; 0 uses none.</param>
public sealed class OutboundTopicAliases(ushort maximum)
{
    /// <summary>What a Topic Alias takes in a PUBLISH, in bytes: a Topic Name that is no longer is not worth one.</summary>
    public const int PropertySize = 3;

    private Dictionary<byte[], ushort>? _aliases;

    /// <summary>The alias for a PUBLISH to this Topic Name. It changes nothing: the packet may still turn out too large to send.</summary>
    public TopicAliasChoice Choose(ReadOnlySpan<byte> topicName)
    {
        if (maximum == 0) return TopicAliasChoice.None; // [MQTT-3.1.2-27] [MQTT-3.2.2-18]
        if (_aliases is null) return new(1, IsNew: true);
        if (ByName(_aliases).TryGetValue(topicName, out var alias)) return new(alias, IsNew: false);
        if (_aliases.Count == maximum) return TopicAliasChoice.None; // [MQTT-3.3.2-9] [MQTT-3.3.2-11]
        return new((ushort)(_aliases.Count + 1), IsNew: true); // [MQTT-3.3.2-8]
    }

    /// <summary>The PUBLISH with a new choice and this Topic Name is on its way: the mapping holds for the packets after it.</summary>
    public void Established(TopicAliasChoice choice, ReadOnlySpan<byte> topicName)
    {
        if (!choice.IsNew) return;
        _aliases ??= new(Utf8NameComparer.Instance);
        ByName(_aliases)[topicName] = choice.Alias;
    }

    private static Dictionary<byte[], ushort>.AlternateLookup<ReadOnlySpan<byte>> ByName(Dictionary<byte[], ushort> aliases) =>
        aliases.GetAlternateLookup<ReadOnlySpan<byte>>();
}
