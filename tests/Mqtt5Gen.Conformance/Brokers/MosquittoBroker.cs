using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Brokers;

/// <summary>Eclipse Mosquitto, in processes of its own on free ports of the loopback address: one a configuration.</summary>
internal sealed class MosquittoBroker : IBrokerUnderTest
{
    private const int MostAttempts = 5;
    private const string Access = $"user {Credentials.UserName}\ntopic readwrite #\ntopic deny {Credentials.Forbidden}/#\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mqtt5gen-conformance-");
    private readonly List<Process> _processes = [];

    private MosquittoBroker()
    {
    }

    public Target Target { get; private set; } = null!;

    public static async Task<MosquittoBroker> StartAsync()
    {
        var broker = new MosquittoBroker();
        try
        {
            broker.Target = await broker.StartAllAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
        }

        _directory.Delete(recursive: true);
    }

    private async Task<Target> StartAllAsync()
    {
        var webSocket = FreePort();
        return new Target
        {
            Name = $"mosquitto {await VersionAsync()}",
            EndPoints = new Dictionary<Profile, EndPoint>
            {
                [Profile.Usual] = await StartAsync(["allow_anonymous true"], [], $"listener {webSocket} 127.0.0.1", "protocol websockets"),
                [Profile.Limited] = await StartAsync(["allow_anonymous true", "retain_available false", "max_packet_size 2000", "max_keepalive 30"], ["max_qos 1", "max_topic_alias 2"]),
                [Profile.Secured] = await StartAsync(["allow_anonymous false", $"password_file {await PasswordFileAsync()}", $"acl_file {Write("acl", Access)}"], []),
            },
            WebSocket = new Uri($"ws://127.0.0.1:{webSocket}/mqtt"),
            Capabilities = Capability.QoS1 | Capability.QoS2 | Capability.Retain | Capability.Wildcards | Capability.SubscriptionIdentifiers | Capability.SharedSubscriptions
                | Capability.TopicAliases | Capability.AssignedClientIds | Capability.LastingSessions | Capability.WillDelay | Capability.V311 | Capability.V31 | Capability.WebSocket,
        };
    }

    private async Task<EndPoint> StartAsync(string[] general, string[] ofListener, params string[] more)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            string[] lines = [.. general, "persistence false", "user root", $"listener {port} 127.0.0.1", .. ofListener, .. more, ""];
            var file = Write($"{port}.conf", string.Join('\n', lines));
            var process = Process.Start(new ProcessStartInfo(Program(), ["-c", file]) { RedirectStandardError = true })!;
            _processes.Add(process);
            if (await RunsAsync(process)) return new IPEndPoint(IPAddress.Loopback, port);
            if (attempt == MostAttempts) throw new InvalidOperationException($"mosquitto did not start with '{string.Join("; ", lines)}'");
        }
    }

    private static async Task<bool> RunsAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (!line.EndsWith(" running", StringComparison.Ordinal)) continue;
            _ = process.StandardError.ReadToEndAsync(); // what is not read would fill the pipe
            return true;
        }

        return false;
    }

    private async Task<string> PasswordFileAsync()
    {
        var file = Path.Combine(_directory.FullName, "passwords");
        using var process = Process.Start("mosquitto_passwd", ["-c", "-b", file, Credentials.UserName, Credentials.Password]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return file;
    }

    private string Write(string name, string content)
    {
        var file = Path.Combine(_directory.FullName, name);
        File.WriteAllText(file, content);
        return file;
    }

    private static async Task<string> VersionAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(Program(), ["-h"]) { RedirectStandardOutput = true })!;
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return first?.Split(' ')[^1] ?? "";
    }

    // Debian keeps it where the PATH of an ordinary user does not lead.
    private static string Program() => File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
