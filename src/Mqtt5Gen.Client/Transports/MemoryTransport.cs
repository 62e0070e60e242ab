using System.Buffers;
using System.IO.Pipelines;

namespace Mqtt5Gen.Client;

/// <summary>A connection inside the process, for tests: two ends, each of which reads what the other writes.</summary>
public sealed class MemoryTransport : IMqttTransport
{
    private readonly Pipe _input;
    private readonly Pipe _output;
    private readonly Link _link;

    private MemoryTransport(Pipe input, Pipe output, Link link)
    {
        _input = input;
        _output = output;
        _link = link;
    }

    /// <summary>Two connected ends.</summary>
    public static (MemoryTransport Client, MemoryTransport Server) CreatePair()
    {
        var toServer = new Pipe(new PipeOptions(useSynchronizationContext: false));
        var toClient = new Pipe(new PipeOptions(useSynchronizationContext: false));
        var link = new Link();
        return (new(toClient, toServer, link), new(toServer, toClient, link));
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await _input.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var length = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var taken = result.Buffer.Slice(0, length);
        taken.CopyTo(buffer.Span);
        _input.Reader.AdvanceTo(taken.End);
        return result.IsCanceled ? throw new IOException("The connection is closed.") : length;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (_link.IsClosed) throw new IOException("The connection is closed.");
        var result = await _output.Writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled) throw new IOException("The connection is closed.");
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => _output.Writer.CompleteAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _link.IsClosed = true;
        _input.Reader.CancelPendingRead();
        _input.Writer.CancelPendingFlush(); // of the peer
        _output.Writer.CancelPendingFlush();
        await _output.Writer.CompleteAsync().ConfigureAwait(false);
    }

    private sealed class Link
    {
        public volatile bool IsClosed;
    }
}
