using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Mqtt5Gen.Interop.Tests.Harness;

/// <summary>A program whose output is read line by line, with a deadline on every wait. What it wrote is in every failure.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int MostLinesShown = 200;

    private readonly Process _process;
    private readonly string _command;
    private readonly Queue<string> _transcript = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _reading;

    private ChildProcess(Process process, string command)
    {
        _process = process;
        _command = command;
        _reading = ReadAsync();
    }

    /// <summary>The longest that anything here waits for one line, or for the end of a program.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(20);

    public static ChildProcess Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException(program + " did not start");
        return new ChildProcess(process, program + " " + string.Join(' ', start.ArgumentList));
    }

    public async Task WriteAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text).WaitAsync(Deadline);
        _process.StandardInput.Close();
    }

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line).WaitAsync(Deadline);
        await _process.StandardInput.FlushAsync().WaitAsync(Deadline);
    }

    /// <summary>The next line that is wanted; lines before it are passed over.</summary>
    public async Task<string> LineAsync(Predicate<string> wanted, string what)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(deadline.Token))
            {
                if (wanted(line)) return line;
            }
        }
        catch (OperationCanceledException)
        {
            throw Failure($"did not write {what} within {Deadline.TotalSeconds} s");
        }

        throw Failure($"ended before it wrote {what}");
    }

    /// <summary>Waits for its end and gives everything it wrote that was not yet asked for.</summary>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline);
            await _reading.WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw Failure($"did not end within {Deadline.TotalSeconds} s");
        }

        if (_process.ExitCode != 0) throw Failure($"ended with exit code {_process.ExitCode}");
        return await _lines.Reader.ReadAllAsync().ToListAsync();
    }

    /// <summary>kill -9: the program has no chance to say goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        await Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
        _lines.Writer.Complete();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_transcript)
            {
                _transcript.Enqueue(line);
                if (_transcript.Count > MostLinesShown) _transcript.Dequeue();
            }

            _lines.Writer.TryWrite(line);
        }
    }

    private InvalidOperationException Failure(string what)
    {
        lock (_transcript)
        {
            var lines = _transcript.Select(line => line.Length > 200 ? line[..200] + "..." : line);
            return new InvalidOperationException($"{_command}\n{what}. Its last lines:\n{string.Join('\n', lines)}");
        }
    }
}
