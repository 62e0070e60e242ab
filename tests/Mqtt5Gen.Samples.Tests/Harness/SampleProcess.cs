using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mqtt5Gen.Samples.Tests.Harness;

/// <summary>A sample as its user runs it, with a deadline on every wait.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private SampleProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a sample; it is ended with its signal, its input, or this object.</summary>
    public static SampleProcess Start(string sample, params IEnumerable<string> arguments) =>
        StartProgram(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Sample.Program(sample), .. arguments]);

    /// <summary>Starts a program.</summary>
    public static SampleProcess StartProgram(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return new(Process.Start(start)!);
    }

    /// <summary>Its next line; null when it has ended.</summary>
    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    /// <summary>Reads until a line says so.</summary>
    public async Task LineAsync(string text)
    {
        var read = new List<string>();
        while (await ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return;
            read.Add(line);
        }

        Assert.Fail($"It ended without '{text}':\n{string.Join('\n', read)}\n{await _errors.WaitAsync(Patience)}");
    }

    public async Task WriteLinesAsync(params IEnumerable<string> lines)
    {
        foreach (var line in lines) await _process.StandardInput.WriteLineAsync(line).WaitAsync(Patience);
        await _process.StandardInput.FlushAsync().WaitAsync(Patience);
    }

    public void EndInput() => _process.StandardInput.Close();

    public void Signal(PosixSignal signal) => Assert.Equal(0, Kill(_process.Id, signal is PosixSignal.SIGINT ? 2 : 15));

    /// <summary>SIGKILL: it has no chance to say goodbye.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end: its exit code, and what it wrote that was not yet read.</summary>
    public async Task<(int ExitCode, string[] Lines, string[] Errors)> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, Lines(output), Lines(await _errors.WaitAsync(Patience)));
    }

    /// <summary>What it wrote, where it ended well.</summary>
    public async Task<string[]> SucceedAsync()
    {
        var (code, lines, errors) = await EndAsync();
        Assert.Empty(errors);
        Assert.Equal(0, code);
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
