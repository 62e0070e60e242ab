using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

/// <summary>mosquitto_sub: started means that the broker has acknowledged its subscriptions.</summary>
internal sealed class MosquittoSub : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly Queue<Received> _early = new(); // A resumed session sends before the subscription is acknowledged.

    private MosquittoSub(ChildProcess process) => _process = process;

    public static async Task<MosquittoSub> StartAsync(IBroker broker, PeerVersion version, params string[] arguments)
    {
        var subscriber = new MosquittoSub(Start(broker, version, arguments));
        try
        {
            await subscriber.LogAsync("Subscribed (mid");
            return subscriber;
        }
        catch
        {
            await subscriber.DisposeAsync();
            throw;
        }
    }

    /// <summary>Subscribes, disconnects as the protocol says, and gives what it logged.</summary>
    public static async Task<IReadOnlyList<string>> VisitAsync(IBroker broker, PeerVersion version, params string[] arguments)
    {
        await using var process = Start(broker, version, ["-E", .. arguments]);
        return await process.EndAsync();
    }

    public async Task<Received> ReceiveAsync() =>
        _early.TryDequeue(out var early) ? early : Received.Parse(await _process.LineAsync(Received.IsMessage, "a message"));

    public async Task<IReadOnlyList<Received>> ReceiveAsync(int count)
    {
        var messages = new List<Received>(count);
        while (messages.Count < count) messages.Add(await ReceiveAsync());
        return messages;
    }

    /// <summary>Every message before the one with that payload.</summary>
    public async Task<IReadOnlyList<Received>> ReceiveUntilAsync(string payload)
    {
        var messages = new List<Received>();
        for (var message = await ReceiveAsync(); message.Payload != payload; message = await ReceiveAsync()) messages.Add(message);
        return messages;
    }

    /// <summary>Waits until its log says so.</summary>
    public Task LogAsync(string text) => _process.LineAsync(line => !KeepMessage(line) && line.Contains(text, StringComparison.Ordinal), $"'{text}'");

    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private bool KeepMessage(string line)
    {
        if (!Received.IsMessage(line)) return false;

        _early.Enqueue(Received.Parse(line));
        return true;
    }

    // stdbuf: into a pipe mosquitto_sub would keep its log to itself until the first message.
    private static ChildProcess Start(IBroker broker, PeerVersion version, IEnumerable<string> arguments) =>
        ChildProcess.Start("stdbuf", ["-oL", "mosquitto_sub", .. MosquittoArguments.For(broker, version), "-d", "-F", Received.Format, .. Leniency(broker, version), .. arguments]);

    // As a broker, Mosquitto 2.0.11 sends more QoS 2 messages than the Receive Maximum allows, and its own client then gives up.
    private static string[] Leniency(IBroker broker, PeerVersion version) =>
        broker is MosquittoBroker && version is PeerVersion.V5 ? ["-D", "connect", "receive-maximum", "65535"] : [];
}
