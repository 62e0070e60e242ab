namespace Mqtt5Gen.Interop.Tests.Harness;

/// <summary>Our server, as an operator starts it.</summary>
public sealed class Mqtt5GenServer : IBroker, IAsyncLifetime
{
    private const string Listening = "listening on mqtt://";
    private const string ListeningForWebSockets = "listening on ws://";

    private ChildProcess? _process;

    public int Port { get; private set; }

    /// <summary>Where it listens for WebSockets.</summary>
    public Uri WebSocket { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var server = Path.Combine(AppContext.BaseDirectory, "Mqtt5Gen.Server.dll");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        _process = ChildProcess.Start(dotnet, server, "--listen", "mqtt://127.0.0.1:0", "--listen", "ws://127.0.0.1:0/mqtt");

        var line = await _process.LineAsync(line => line.Contains(Listening, StringComparison.Ordinal), "where it listens");
        Port = new Uri(line[line.IndexOf("mqtt://", StringComparison.Ordinal)..].Trim()).Port;
        line = await _process.LineAsync(line => line.Contains(ListeningForWebSockets, StringComparison.Ordinal), "where it listens for WebSockets");
        WebSocket = new Uri(line[line.IndexOf("ws://", StringComparison.Ordinal)..].Trim());
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}
