using System.Diagnostics;
using System.Globalization;

namespace Mqtt5Gen.Benchmarks.Clients;

/// <summary>Our server, and other programs of this folder, in processes of their own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        var process = Start("Mqtt5Gen.Server.dll", "--listen", "mqtt://127.0.0.1:0", "--Mqtt:Limits:QueuedMessages=10000000", "--Mqtt:Limits:UnsentBytes=1000000000", "--Mqtt:Limits:QueuedBytes=1000000000");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf("mqtt://", StringComparison.Ordinal);
            if (at >= 0) return new ServerProcess(process, new Uri(line[at..].Trim()).Port);
        }

        throw new InvalidOperationException("The server has ended.");
    }

    public Task FloodAsync(string topic, int qos, int count) =>
        Start("Mqtt5Gen.Benchmarks.dll", "flood", Text(Port), topic, Text(qos), Text(count)).WaitForExitAsync();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments]) { RedirectStandardOutput = true };
        return Process.Start(start)!;
    }
}
