using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>The client's side of enhanced authentication on one connection: while it connects, and again later (4.12, 4.12.1).</summary>
internal sealed class Authenticator(IMqttAuthentication authentication)
{
    private readonly CancellationTokenSource _lifetime = new();
    private IMqttAuthenticationExchange? _exchange;
    private TaskCompletionSource? _again;
    private Action<Auth> _send = static _ => { };
    private Action<Exception> _failed = static _ => { };

    public string Method => authentication.Method;

    /// <summary>What an AUTH is sent with, and who is told when the exchange cannot go on.</summary>
    public void Attach(Action<Auth> send, Action<Exception> failed) => (_send, _failed) = (send, failed);

    /// <summary>The CONNECT that begins the exchange.</summary>
    public async ValueTask<Connect> StartAsync(Connect connect, CancellationToken cancellationToken)
    {
        _exchange = authentication.Begin();
        var data = await _exchange.StartAsync(cancellationToken).ConfigureAwait(false);
        return connect with { Properties = (connect.Properties ?? new()) with { AuthenticationMethod = Method, AuthenticationData = Data(data) } };
    }

    /// <summary>Begins again on a connection that is accepted. One at a time.</summary>
    public async Task AgainAsync(CancellationToken cancellationToken)
    {
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _again, again, null) is not null) throw new InvalidOperationException("A re-authentication is under way.");
        try
        {
            _exchange = authentication.Begin();
            var data = await _exchange.StartAsync(cancellationToken).ConfigureAwait(false);
            _send(ToAuth(ReasonCode.ReAuthenticate, data)); // [MQTT-4.12.1-1]
        }
        catch
        {
            _again = null;
            throw;
        }

        await again.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>AUTH came. The rule that it breaks, or none.</summary>
    public Rule On(in AuthView packet)
    {
        if (_exchange is not { } exchange) return Rule.ServerContinuesAuthentication; // nothing was begun
        if (!IsMethod(packet.Properties.AuthenticationMethod)) return Rule.AuthenticationMethodStaysTheSame; // [MQTT-4.12.0-5]

        var data = packet.Properties.AuthenticationData.ToArray();
        if (packet.ReasonCode is ReasonCode.ContinueAuthentication)
        {
            _ = ContinueAsync(exchange, data);
            return Rule.None;
        }

        if (packet.ReasonCode is not ReasonCode.Success || _again is null) return Rule.ServerContinuesAuthentication; // Success is CONNACK's to say
        if (TryComplete(data)) Interlocked.Exchange(ref _again, null)?.TrySetResult();
        return Rule.None;
    }

    /// <summary>Whether the data of an accepting CONNACK completes the exchange.</summary>
    public bool TryComplete(ReadOnlyMemory<byte> data)
    {
        try
        {
            _exchange!.Complete(data);
            _exchange = null;
            return true;
        }
        catch (Exception exception)
        {
            _failed(exception);
            return false;
        }
    }

    public bool IsMethod(ReadOnlySpan<byte> method) => method.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(Method));

    /// <summary>The connection is over.</summary>
    public void End(Exception reason)
    {
        _lifetime.Cancel();
        if (Interlocked.Exchange(ref _again, null)?.TrySetException(reason) is true) _exchange = null;
    }

    private async Task ContinueAsync(IMqttAuthenticationExchange exchange, byte[] data)
    {
        try
        {
            var answer = await exchange.ContinueAsync(data, _lifetime.Token).ConfigureAwait(false);
            _send(ToAuth(ReasonCode.ContinueAuthentication, answer)); // [MQTT-4.12.0-3]
        }
        catch (Exception exception)
        {
            _failed(exception);
        }
    }

    private Auth ToAuth(ReasonCode reason, ReadOnlyMemory<byte>? data) => new()
    {
        ReasonCode = reason,
        Properties = new() { AuthenticationMethod = Method, AuthenticationData = Data(data) }, // [MQTT-4.12.0-5]
    };

    private static Mqtt5Gen.Wire.Bytes? Data(ReadOnlyMemory<byte>? data)
    {
        if (data is null) return null;
        return data.Value;
    }
}
