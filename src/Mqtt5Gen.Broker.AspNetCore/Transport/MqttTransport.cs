using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;

namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>One connection of Kestrel's, and the broker's connection that lives on it.</summary>
internal sealed class MqttTransport : IThreadPoolWorkItem
{
    private const int BurstBytes = 64 * 1024;

    // Clients may send on before CONNACK (3.1.4).
    private const int HeldBytes = 64 * 1024;

    private readonly ConnectionContext _context;
    private readonly MqttClock _clock;
    private readonly TimeSpan _closeTimeout;
    private readonly KestrelOutput _output;
    private readonly Connection _connection;
    private readonly FlushBatch _batch = new();

    public MqttTransport(MqttBroker broker, ConnectionContext context, string listener, MqttClock clock, TimeSpan closeTimeout)
    {
        _context = context;
        _clock = clock;
        _closeTimeout = closeTimeout;
        _output = new KestrelOutput(context) { Drained = this };
        _connection = broker.Accept(_output, Describe(context, listener), clock.Now);
    }

    /// <summary>Reads until one side has had enough, then closes.</summary>
    public async Task RunAsync()
    {
        try
        {
            await ReadAsync(_context.Transport.Input).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The network failed, or the connection was aborted: an end like any other.
        }
        finally
        {
            await LeaveGates();
            _connection.TransportClosed(_clock.Now);
            await CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The output has room again.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        var batch = new FlushBatch(); // the reading loop may be using its own
        _connection.OutputDrained(_clock.Now, batch);
        batch.FlushAll();
    }

    // A pipe that ends may run the code that waits for it inline, in the middle of somebody's flush and under its gate. Bytes never
    // arrive that way: they come from the socket's own thread.
    private static YieldAwaitable LeaveGates() => Task.Yield();

    private async Task ReadAsync(PipeReader input)
    {
        var burst = 0L;
        while (!_connection.IsClosed)
        {
            var result = await input.ReadAsync().ConfigureAwait(false);
            if (result.IsCompleted || result.IsCanceled) await LeaveGates();

            if (result.IsCanceled) _connection.Receive(default, _clock.Now, _batch); // what was waited for may have come
            var buffer = result.Buffer;
            var consumed = SequenceFeed.Feed(buffer, new ConnectionReceiver(_connection, _clock.Now, _batch));
            burst += buffer.Slice(buffer.Start, consumed).Length;
            var held = _connection.IsWaiting ? buffer.Slice(consumed).Length : 0;
            input.AdvanceTo(consumed, buffer.End);
            _batch.FlushAll();
            if (result.IsCompleted) return;
            if (held >= HeldBytes) await WhenDecidedAsync().ConfigureAwait(false);
            if (burst < BurstBytes) continue;

            // Where sockets run us inline, one that always has data would keep its thread from all others (without this: for
            // as long as a client floods; with it a PINGREQ beside two floods is answered in 0.1 ms, at p99 in 5).
            burst = 0;
            await Task.Yield();
        }
    }

    /// <summary>A client that has sent that much ahead is not read from any more, and that it goes is not noticed, until it is decided on or its time is over.</summary>
    private Task WhenDecidedAsync()
    {
        var woken = _output.WhenWoken();
        return _connection.IsWaiting ? woken : Task.CompletedTask;
    }

    /// <summary>Sends what is left, within the time for it: a peer that does not read is cut off.</summary>
    private Task CloseAsync()
    {
        // Not disposed: after us Kestrel waits for the last bytes to be sent, without a limit. Aborting what is closed does nothing.
        var limit = new CancellationTokenSource(_closeTimeout, _clock.Time);
        limit.Token.UnsafeRegister(static context => KestrelOutput.Abort((ConnectionContext)context!), _context);
        return _output.CompleteAsync();
    }

    private static ConnectionInfo Describe(ConnectionContext context, string listener) => context.RemoteEndPoint switch
    {
        IPEndPoint ip => new ConnectionInfo(listener, ip.ToString(), IPAddress.IsLoopback(ip.Address)),
        UnixDomainSocketEndPoint => new ConnectionInfo(listener, null, IsLoopback: true),
        var other => new ConnectionInfo(listener, other?.ToString(), IsLoopback: false),
    };
}
