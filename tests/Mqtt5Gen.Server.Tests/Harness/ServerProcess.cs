using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>The server as a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Starts it, and does not wait.</summary>
    public static ServerProcess Start(params string[] args) => StartWith([], args);

    /// <summary>Starts it with some more variables in its environment.</summary>
    public static ServerProcess StartWith(Dictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Mqtt5Gen.Server.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new ServerProcess(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    public async Task<string> ReadErrorsAsync() => await _process.StandardError.ReadToEndAsync().WaitAsync(Patience);

    public void Signal(PosixSignal signal) => Assert.Equal(0, Kill(_process.Id, signal is PosixSignal.SIGINT ? 2 : 15));

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
