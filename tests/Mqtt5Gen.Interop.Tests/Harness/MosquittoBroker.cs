using System.Net;
using System.Net.Sockets;

namespace Mqtt5Gen.Interop.Tests.Harness;

/// <summary>Eclipse Mosquitto: the peer of our client, and the control group that proves the tests of our broker.</summary>
public class MosquittoBroker : IBroker, IAsyncLifetime
{
    private const int MostAttempts = 5;

    private readonly string _configuration = Path.Combine(Path.GetTempPath(), $"mqtt5gen-{Guid.NewGuid():N}.conf");
    private ChildProcess? _process;

    public int Port { get; private set; }

    public async ValueTask InitializeAsync()
    {
        for (var attempt = 1; _process is null; attempt++)
        {
            Port = FreePort();
            await File.WriteAllTextAsync(_configuration, $"""
                listener {Port} 127.0.0.1
                allow_anonymous true
                max_queued_messages 0
                persistence false
                {MoreListeners()}

                """);
            var process = ChildProcess.Start(Program(), "-c", _configuration);
            try
            {
                await process.LineAsync(line => line.EndsWith(" running", StringComparison.Ordinal), "that it runs");
                _process = process;
            }
            catch (InvalidOperationException) when (attempt < MostAttempts)
            {
                await process.DisposeAsync(); // Someone took the port in between.
            }
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_process is not null) await _process.DisposeAsync();
        File.Delete(_configuration);
    }

    /// <summary>What else the configuration says.</summary>
    protected virtual string MoreListeners() => "";

    // Debian keeps it where the PATH of an ordinary user does not lead.
    private static string Program() => File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";

    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
