using System.Buffers;
using System.Runtime.CompilerServices;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Client;

/// <summary>One network connection: a loop that reads, a loop that sends, and how they end.</summary>
internal sealed partial class Connection
{
    private const int ReadSize = 16 * 1024;
    private const int LargestKept = 64 * 1024;
    private const int MostAnswers = 1024 * 1024;

    private readonly ClientSession _session;
    private readonly Lock _gate; // of the session
    private readonly CancellationTokenSource _lifetime = new();
    private readonly TaskCompletionSource<ConnAck> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<MqttDisconnect> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IMqttTransport _transport;
    private readonly MqttClientOptions _options;
    private readonly Connect _connect;
    private readonly Outbound _outbound;
    private readonly Task _reading;
    private readonly Task _sending;
    private readonly Authenticator? _authenticator;
    private readonly Func<MqttDisconnect, bool> _isLast;
    private MqttDisconnect? _ending;
    private Heartbeat? _heartbeat;
    private Link? _link;
    private bool _hasToldOverrun;

    /// <param name="transport">The network connection, which it owns.</param>
    /// <param name="session">What goes on over it once the server has accepted it.</param>
    /// <param name="options">The client's.</param>
    /// <param name="opening">How it begins.</param>
    /// <param name="isLast">Whether no other connection follows one that was accepted and ended so; called under the gate.</param>
    public Connection(IMqttTransport transport, ClientSession session, MqttClientOptions options, Opening opening, Func<MqttDisconnect, bool> isLast)
    {
        (_transport, _session, _gate, _options, _isLast) = (transport, session, session.Gate, options, isLast);
        (_connect, _authenticator) = (opening.Connect, opening.Authenticator);
        _authenticator?.Attach(SendAuth, AuthenticationFailed);
        _terms = new(opening.Version, Announced.From(_connect), Announced.Nothing);
        _outbound = new Outbound(options.SendBufferSize, opening.Version);
        _aliases = new InboundTopicAliases(options.TopicAliasMaximum);
        _outbound.Write(_connect); // [MQTT-3.1.0-1]
        _outbound.Flush();
        lock (_gate) // whoever closes finds both
        {
            _reading = Background.Run(ReadAsync);
            _sending = Background.Run(SendAsync);
        }
    }

    /// <summary>CONNACK, whatever its Reason Code; fails when the connection ends before.</summary>
    public Task<ConnAck> Connected => _connected.Task;

    /// <summary>How the connection ended, when everything of it has.</summary>
    public Task<MqttDisconnect> Closed => _closed.Task;

    /// <summary>Sends what waits, then DISCONNECT, and closes; within the time given, whatever the server does.</summary>
    public async Task DisconnectAsync(Disconnect packet, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (packet.CheckLimits(Role.Client, _terms.Own, _terms.Server) is { IsNone: false } violation) throw MqttException.OfLimit(violation);
        var begun = _options.TimeProvider.GetTimestamp();
        Task drained;
        lock (_gate) drained = _ending is null ? _session.Publisher.DrainedAsync() : Task.CompletedTask;
        await drained.WaitAsync(patience, _options.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = patience - _options.TimeProvider.GetElapsedTime(begun);
        if (patience == Timeout.InfiniteTimeSpan) left = patience;
        else if (left < TimeSpan.Zero) left = TimeSpan.Zero;
        Close(new(packet.ReasonCode, DisconnectOrigin.Client), packet, left);
        await Closed.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Authenticates again (4.12.1).</summary>
    public Task ReauthenticateAsync(CancellationToken cancellationToken) =>
        _authenticator is null
            ? throw new InvalidOperationException("The client connects without enhanced authentication.") // [MQTT-4.12.0-7]
            : _authenticator.AgainAsync(cancellationToken);

    /// <summary>Ends the connection once: with a last packet if there is time for one, else at once.</summary>
    public void Close(MqttDisconnect why, Disconnect? farewell = null, TimeSpan patience = default)
    {
        lock (_gate)
        {
            if (_ending is not null) return;
            _ending = why;
            if (farewell is { } packet) WriteFarewell(packet);
            _outbound.Complete();
            if (_connected.TrySetException(new MqttDisconnectedException(why))) _ = _connected.Task.Exception; // observed, also when nobody waits
            if (_link is not null) Detach(why);
            _authenticator?.End(new MqttDisconnectedException(why));
            _outbound.Flush();
        }

        _ = FinishAsync(why, farewell is null ? TimeSpan.Zero : patience);
    }

    private void Detach(MqttDisconnect why)
    {
        _session.Close();
        if (_isLast(why)) _session.End(why);
    }

    /// <summary>3.1.1 has a DISCONNECT for the normal end only, and none from the server's faults.</summary>
    private void WriteFarewell(in Disconnect packet)
    {
        var isKnown = _terms.Version >= ProtocolVersion.V5 || packet.ReasonCode is ReasonCode.NormalDisconnection;
        if (isKnown && _connected.Task.IsCompletedSuccessfully) _outbound.Write(packet.FitTo(_terms.Server.MaximumPacketSize ?? uint.MaxValue, _terms.Version));
    }

    private async Task FinishAsync(MqttDisconnect why, TimeSpan patience)
    {
        if (patience != TimeSpan.Zero)
        {
            // A socket that is closed with unread input is reset, and takes what is under way to the server with it: so let the server close first.
            var lastWords = Task.WhenAll(_sending, _reading);
            await lastWords.WaitAsync(patience, _options.TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        await _transport.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // [MQTT-3.14.4-2]
        await Task.WhenAll(_sending, _reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _heartbeat?.Dispose();
        _closed.TrySetResult(why);
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                await _outbound.FlushedAsync().ConfigureAwait(false);
                await SendWaitingAsync().ConfigureAwait(false);
                lock (_gate)
                {
                    if (!_outbound.IsComplete || _outbound.IsWaiting) continue;
                }

                await _transport.CompleteAsync(_lifetime.Token).ConfigureAwait(false);
                return;
            }
        }
        catch (Exception exception)
        {
            Lost(exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendWaitingAsync()
    {
        while (true)
        {
            ReadOnlyMemory<byte> batch;
            lock (_gate)
            {
                if (!_outbound.IsWaiting) return;
                batch = _outbound.Take();
            }

            _heartbeat?.Sent();
            await _transport.WriteAsync(batch, _lifetime.Token).ConfigureAwait(false);
            lock (_gate)
            {
                _outbound.Sent();
                if (_ending is null && _link is not null) _session.Publisher.Pump();
            }

            _answersSent.Set();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        var filled = 0;
        try
        {
            while (true)
            {
                var read = await _transport.ReadAsync(buffer.AsMemory(filled), _lifetime.Token).ConfigureAwait(false);
                if (read == 0) throw new IOException("The server closed the connection.");
                _heartbeat?.Received();
                filled += read;
                var handled = Handle(buffer.AsSpan(0, filled), out var needed);
                filled -= handled;
                buffer.AsSpan(handled, filled).CopyTo(buffer);
                if (needed > buffer.Length || (filled == 0 && buffer.Length > LargestKept)) Resize(ref buffer, filled, needed);
                _session.Telemetry.TellDrops();
                TellOverrun();
                await AnswerAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            Lost(exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Once a connection; what is enforced ends it before.</summary>
    private void TellOverrun()
    {
        if (_hasToldOverrun || !_session.Receiver.IsOverrun) return;
        _hasToldOverrun = true;
        _session.Telemetry.Overrun(_options.ReceiveMaximum);
    }

    private static void Resize(ref byte[] buffer, int filled, int needed)
    {
        var other = ArrayPool<byte>.Shared.Rent(Math.Max(ReadSize, needed));
        buffer.AsSpan(0, filled).CopyTo(other);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = other;
    }

    /// <summary>Lets the sender go on with the answers to what was read; waits when the server reads none of them.</summary>
    private async ValueTask AnswerAsync()
    {
        lock (_gate) _outbound.Flush();
        while (true)
        {
            lock (_gate)
            {
                if (_outbound.Answers < MostAnswers || _ending is not null) return;
            }

            await _answersSent.WaitAsync(_lifetime.Token).ConfigureAwait(false);
        }
    }

    private void Lost(Exception exception) =>
        Close(new(ReasonCode.UnspecifiedError, DisconnectOrigin.Network) { Exception = exception });

    private void PingTimedOut() => Close(new(ReasonCode.KeepAliveTimeout, DisconnectOrigin.Network));

    private void SendAuth(Auth packet)
    {
        lock (_gate)
        {
            _outbound.Write(packet);
            _outbound.Flush();
        }
    }

    /// <summary>The server has not shown what it should, or there is no answer to it (4.12) [MQTT-4.12.1-2].</summary>
    private void AuthenticationFailed(Exception exception) => Close(
        new(ReasonCode.NotAuthorized, DisconnectOrigin.ServerViolation) { Exception = exception },
        new Disconnect { ReasonCode = ReasonCode.NotAuthorized },
        _options.DisconnectTimeout);

    private void SendPingReq()
    {
        lock (_gate)
        {
            _outbound.Write(default(PingReq));
            _outbound.Flush();
        }
    }
}
