namespace Mqtt5Gen.Broker;

/// <summary>Says who may connect (5.4.1), by what stands in CONNECT.</summary>
/// <remarks>
/// Without one the broker lets everybody in. What clients send while it makes up its mind is held back; one that goes away, or is not decided on within
/// <see cref="BrokerOptions.ConnectTimeout"/>, cancels the token. If it throws, the client is refused with 0x80 (Unspecified error) and
/// <see cref="BrokerObserver.AccessFailed"/> is told.
/// </remarks>
public interface IAuthenticator
{
    /// <summary>Decides on one CONNECT, at once or later: whatever takes long must not be done before the first <c>await</c>, as other clients wait for it.</summary>
    /// <param name="request">What the client says of itself.</param>
    /// <param name="cancellation">Cancelled when nobody waits for the decision any more.</param>
    ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, CancellationToken cancellation);
}
