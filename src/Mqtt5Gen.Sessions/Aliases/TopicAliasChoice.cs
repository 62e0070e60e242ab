namespace Mqtt5Gen.Sessions;

/// <summary>Which Topic Alias a PUBLISH carries.</summary>
/// <param name="Alias">The Topic Alias; 0 for none.</param>
/// <param name="IsNew">Whether the packet sets the mapping, and so carries the Topic Name too.</param>
public readonly record struct TopicAliasChoice(ushort Alias, bool IsNew)
{
    /// <summary>No Topic Alias: the packet carries the Topic Name alone.</summary>
    public static TopicAliasChoice None => default;

    /// <summary>Whether the packet carries the Topic Name.</summary>
    public bool CarriesTopicName => Alias == 0 || IsNew;
}
