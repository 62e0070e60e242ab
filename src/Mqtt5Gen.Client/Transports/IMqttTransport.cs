namespace Mqtt5Gen.Client;

/// <summary>A network connection (4.2): an ordered, lossless stream of bytes both ways. One read and one write may be under way at a time.</summary>
/// <remarks>Disposing it closes the connection at once and ends a read and a write under way, by an exception or the end of the stream. An exception of any method, and the end of the stream, loses the connection.</remarks>
public interface IMqttTransport : IAsyncDisposable
{
    /// <summary>Reads what has arrived, at least one byte; 0 at the end of the stream.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Writes all bytes; they may change once it has completed.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Tells the peer that no more bytes follow; reading goes on.</summary>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
