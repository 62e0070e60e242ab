using System.Runtime.CompilerServices;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Access;

/// <summary>How far one client's authentication has come, at CONNECT or again; of a client that used no method it is forgotten when it is over.</summary>
/// <remarks>Only the connection's own thread uses it; others look at what is decided when, and cancel.</remarks>
internal sealed class Authentication(
    Connection connection,
    BrokerAccess access,
    BrokerObserver observer,
    ConnectRequest request,
    IAuthenticationMethod? method,
    ConnectTerms terms,
    long startedAt)
{
    private IAuthenticationExchange? _exchange;
    private PendingStep? _pending;
    private CancellationTokenSource? _cancel;

    public Connection Connection => connection;

    /// <summary>The method that the client named in CONNECT; null for none.</summary>
    public Utf8String? MethodName => method?.Name;

    public ConnectRequest Request => request;

    /// <summary>What the client asked for in CONNECT.</summary>
    public ConnectTerms Terms => terms;

    /// <summary>When CONNECT came, in milliseconds.</summary>
    public long StartedAt => startedAt;

    /// <summary>Whether one is going on: begun, and not concluded.</summary>
    public bool IsUnderway => _cancel is not null;

    /// <summary>Whether it is the broker's turn, and the client has not been told yet.</summary>
    public bool IsPending => _pending is not null;

    /// <summary>Whether it is the broker's turn, and nothing is decided.</summary>
    public bool IsUndecided => _pending is { Step: null };

    /// <summary>The step that let the client in, for CONNACK.</summary>
    public AuthenticationStep? Conclusion { get; private set; }

    /// <summary>What is left of it while the client is connected: it may authenticate again, and nothing secret is kept for that.</summary>
    public Authentication AfterConnect() => new(connection, access, observer, request.WithoutPassword(), method, terms with { Will = null }, startedAt);

    /// <summary>What is said to the client: at once, or null and then after <see cref="StartWaiting"/>.</summary>
    /// <param name="message">What the client said.</param>
    /// <param name="current">Who it is so far; null at CONNECT.</param>
    public AuthenticationStep? Next(AuthProperties message, Principal? current)
    {
        _cancel ??= new();
        try
        {
            _exchange ??= method?.Begin(request, current) ?? new AuthenticatorExchange(access.Authenticator!, request);
            var task = _exchange.NextAsync(message, _cancel.Token);
            var awaitable = task.ConfigureAwait(false);
            if (task.IsCompleted) return Concluded(Take(awaitable.GetAwaiter()));

            _pending = new PendingStep(this, awaitable);
            return null;
        }
        catch (Exception e)
        {
            return Concluded(Failed(e));
        }
    }

    /// <summary>From now on the decision may come.</summary>
    public void StartWaiting() => _pending!.Start();

    /// <summary>The decision that was waited for, if it has come; once.</summary>
    public AuthenticationStep? TakeDecided()
    {
        if (_pending?.Step is not { } step) return null;
        _pending = null;
        return Concluded(step);
    }

    /// <summary>Nobody waits for it any more.</summary>
    public void Abandon() => _cancel?.CancelAsync(); // what is run for that is not ours, and runs without our locks

    /// <summary>The outcome of a task that is done, on any thread; of one that failed, a refusal.</summary>
    public AuthenticationStep Take(ConfiguredValueTaskAwaitable<AuthenticationStep>.ConfiguredValueTaskAwaiter done)
    {
        try
        {
            return done.GetResult() ?? throw new InvalidOperationException("An authentication answered null.");
        }
        catch (Exception e)
        {
            return Failed(e);
        }
    }

    private AuthenticationStep Concluded(AuthenticationStep step)
    {
        if (step.Result is null) return step;

        (_exchange, _cancel) = (null, null);
        Conclusion = step;
        return step;
    }

    private AuthenticationStep Failed(Exception exception)
    {
        if (_cancel is not { IsCancellationRequested: true }) observer.AccessFailed(exception);
        return AuthenticationStep.Conclude(AuthenticationResult.Refuse(ReasonCode.UnspecifiedError));
    }
}
