using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

/// <summary>mosquitto_pub: when it ends, the broker has answered for everything it sent at QoS 1 and 2.</summary>
internal static class MosquittoPub
{
    /// <summary>Publishes as the arguments say; gives what it logged.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IBroker broker, PeerVersion version, params string[] arguments)
    {
        await using var process = ChildProcess.Start("mosquitto_pub", [.. MosquittoArguments.For(broker, version), "-d", .. arguments]);
        return await process.EndAsync();
    }

    /// <summary>Publishes one message.</summary>
    public static Task SendAsync(IBroker broker, PeerVersion version, string topic, string payload, params string[] arguments) =>
        RunAsync(broker, version, ["-t", topic, "-m", payload, .. arguments]);

    /// <summary>Publishes each line as a message over one connection.</summary>
    public static Task SendLinesAsync(IBroker broker, PeerVersion version, string topic, int qos, IEnumerable<string> lines) =>
        SendInputAsync(broker, version, string.Join('\n', lines) + '\n', "-l", "-t", topic, "-q", $"{qos}");

    /// <summary>Publishes all of the text as one message.</summary>
    public static Task SendTextAsync(IBroker broker, PeerVersion version, string topic, int qos, string text) =>
        SendInputAsync(broker, version, text, "-s", "-t", topic, "-q", $"{qos}");

    /// <summary>Publishes what it is given on its input.</summary>
    public static async Task SendInputAsync(IBroker broker, PeerVersion version, string input, params string[] arguments)
    {
        await using var process = ChildProcess.Start("mosquitto_pub", [.. MosquittoArguments.For(broker, version), .. arguments]);
        await process.WriteAsync(input);
        await process.EndAsync();
    }
}
