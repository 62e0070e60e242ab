using System.Text.Json;
using Mqtt5Gen.Interop.Tests.Harness;

namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>A client in another language: a program that is sent a command a line, and writes an event a line.</summary>
internal sealed class DrivenClient : IPeerClient
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ChildProcess _process;
    private readonly Queue<PeerMessage> _early = new(); // what came while a command was carried out

    private DrivenClient(ChildProcess process) => _process = process;

    /// <param name="interpreter">What runs the driver.</param>
    /// <param name="driver">Its path in this project.</param>
    public static async Task<DrivenClient> ConnectAsync(string interpreter, string driver, IBroker broker, PeerOptions options)
    {
        var client = new DrivenClient(ChildProcess.Start(interpreter, Path.Combine(RepositoryRoot.Path, "tests", "Mqtt5Gen.Interop.Tests", driver)));
        try
        {
            await client.DoAsync(new
            {
                Do = "connect",
                broker.Port,
                Version = options.Version switch { PeerVersion.V31 => 3, PeerVersion.V311 => 4, _ => 5 },
                options.ClientId,
                options.Clean,
                options.Filters,
                options.Will,
                options.WebSocket,
            });
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    public Task PublishAsync(PeerMessage message) => DoAsync(new { Do = "publish", message });

    public Task PublishToManyAsync(string prefix, int count) => DoAsync(new { Do = "publishMany", prefix, count });

    public async Task<PeerMessage> ReceiveAsync()
    {
        if (_early.TryDequeue(out var early)) return early;
        return Read(await _process.LineAsync(line => Read(line) is not null, "a message"))!;
    }

    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task DoAsync(object command)
    {
        await _process.WriteLineAsync(JsonSerializer.Serialize(command, Json));
        await _process.LineAsync(IsDone, "that it is done");
    }

    private bool IsDone(string line)
    {
        if (Read(line) is not { } message) return line.StartsWith("{\"did\"", StringComparison.Ordinal);

        _early.Enqueue(message);
        return false;
    }

    private static PeerMessage? Read(string line)
    {
        if (!line.StartsWith("{\"message\"", StringComparison.Ordinal)) return null;

        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("message").Deserialize<PeerMessage>(Json);
    }
}
