using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Command;

/// <summary>What a broker offers: as it is declared, or as its CONNACK tells.</summary>
internal static class CapabilityList
{
    // What CONNACK does not tell, and what hardly any broker lacks.
    private const Capability Usual = Capability.QoS1 | Capability.LastingSessions | Capability.WillDelay;

    public static IEnumerable<string> Names => Enum.GetNames<Capability>().Where(name => name != nameof(Capability.None));

    /// <summary>Reads a file, or the list itself.</summary>
    public static Capability Read(string fileOrList)
    {
        var text = File.Exists(fileOrList) ? File.ReadAllText(fileOrList) : fileOrList;
        var names = text.Split([',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return names.Aggregate(Capability.None, (all, name) => all | Parse(name));
    }

    /// <summary>Connects, and looks at what is announced.</summary>
    public static async Task<Capability> AskAsync(Target target)
    {
        var named = await AskAsync(target, ProtocolVersion.V5, "conformance") ?? throw new UsageException($"{target.Name} does not accept a client of MQTT 5.0");
        var capabilities = Usual | Of(named);
        if (await AskAsync(target, ProtocolVersion.V5, "") is not null) capabilities |= Capability.AssignedClientIds;
        if (await AskAsync(target, ProtocolVersion.V311, "conformance") is not null) capabilities |= Capability.V311;
        return target.WebSocket is null ? capabilities : capabilities | Capability.WebSocket;
    }

    private static Capability Of(Announced server) =>
        (server.MaximumQoS == 2 ? Capability.QoS2 : Capability.None)
        | (server.RetainAvailable ? Capability.Retain : Capability.None)
        | (server.WildcardSubscriptionAvailable ? Capability.Wildcards : Capability.None)
        | (server.SubscriptionIdentifierAvailable ? Capability.SubscriptionIdentifiers : Capability.None)
        | (server.SharedSubscriptionAvailable ? Capability.SharedSubscriptions : Capability.None)
        | (server.TopicAliasMaximum > 0 ? Capability.TopicAliases : Capability.None);

    private static async Task<Announced?> AskAsync(Target target, ProtocolVersion version, string clientId)
    {
        await using var client = new RawClient(await PacketStream.OpenAsync(target.EndPoints[Profile.Usual], target.Deadline), version, tellsReasons: false);
        try
        {
            await client.ConnectAsync(new Connect { ClientId = clientId, CleanStart = true });
            return client.Server;
        }
        catch (ConformanceException)
        {
            return null;
        }
    }

    private static Capability Parse(string name) =>
        Enum.TryParse<Capability>(name, ignoreCase: true, out var capability) && !int.TryParse(name, out _)
            ? capability
            : throw new UsageException($"there is no capability '{name}'; there are {string.Join(", ", Names)}");
}
