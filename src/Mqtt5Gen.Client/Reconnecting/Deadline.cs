using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>The time that an attempt to connect may take.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _patience;

    public Deadline(MqttClientOptions options, CancellationToken cancellationToken)
    {
        _patience = options.ConnectTimeout;
        _timeout = new CancellationTokenSource(_patience, options.TimeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _timeout.Token);
    }

    public CancellationToken Token => _either.Token;

    /// <param name="what">What did not come, the beginning of a sentence.</param>
    public MqttConnectException Passed(string what) =>
        new($"{what} within {_patience.TotalSeconds} s.", ReasonCode.ServerUnavailable, innerException: new TimeoutException());

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
