using Mqtt5Gen.Conformance.Brokers;

namespace Mqtt5Gen.Conformance.Command;

/// <summary>The brokers that the command can start by itself.</summary>
internal static class Peers
{
    private static readonly Dictionary<string, Func<Task<IBrokerUnderTest>>> Starts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mqtt5gen"] = async () => await OurBroker.StartAsync(),
        ["mosquitto"] = async () => await MosquittoBroker.StartAsync(),
    };

    public static IEnumerable<string> Names => Starts.Keys;

    public static Func<Task<IBrokerUnderTest>> Find(string name) =>
        Starts.TryGetValue(name, out var start) ? start : throw new UsageException($"there is no peer '{name}'; there are {string.Join(" and ", Names)}");
}
