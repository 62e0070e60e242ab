using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Mqtt5Gen.Broker.AspNetCore.WebSockets;

/// <summary>A WebSocket as a connection like any other: what comes in its binary frames is one stream of bytes, wherever they begin and end. [MQTT-6.0.0-2]</summary>
internal sealed class WebSocketConnection : DefaultConnectionContext, IDuplexPipe
{
    // What is read and not handled yet.
    private const int ReadBuffer = 64 * 1024;
    private const int ReadSize = 4096;

    private readonly WebSocket _socket;
    private readonly Pipe _input = new(new PipeOptions(pauseWriterThreshold: ReadBuffer, resumeWriterThreshold: ReadBuffer / 2, useSynchronizationContext: false));
    private readonly PipeWriter _output;
    private readonly Task _reading;
    private WebSocketCloseStatus _status = WebSocketCloseStatus.NormalClosure;

    public WebSocketConnection(WebSocket socket, Microsoft.AspNetCore.Http.ConnectionInfo http)
        : base(http.Id)
    {
        _socket = socket;
        _output = PipeWriter.Create(new BinaryFrames(socket));
        RemoteEndPoint = http.RemoteIpAddress is { } address ? new IPEndPoint(address, http.RemotePort) : null;
        Transport = this;
        _reading = ReadAsync();
    }

    PipeReader IDuplexPipe.Input => _input.Reader;

    PipeWriter IDuplexPipe.Output => _output;

    public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

    /// <summary>Says goodbye, and waits for the peer to do so.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        using var abort = limit.Token.UnsafeRegister(static socket => ((WebSocket)socket!).Abort(), _socket);
        await _input.Reader.CompleteAsync().ConfigureAwait(false); // what still comes is not kept
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await _socket.CloseOutputAsync(_status, null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // The peer is gone.
        }

        await _reading.ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        var writer = _input.Writer;
        Exception? fault = null;
        try
        {
            while (await _socket.ReceiveAsync(writer.GetMemory(ReadSize), CancellationToken.None).ConfigureAwait(false) is { MessageType: not WebSocketMessageType.Close } frame)
            {
                if (frame.MessageType is not WebSocketMessageType.Binary)
                {
                    _status = WebSocketCloseStatus.InvalidMessageType; // [MQTT-6.0.0-1]
                    break;
                }

                writer.Advance(frame.Count);
                await writer.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            fault = new IOException(e.Message, e);
        }

        await writer.CompleteAsync(fault).ConfigureAwait(false);
    }

    private static bool IsEnd(Exception exception) => exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
