using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker;

/// <summary>One client's authentication by a method, step by step.</summary>
public interface IAuthenticationExchange
{
    /// <summary>Takes what the client said and answers it, at once or later, as <see cref="IAuthenticator.AuthenticateAsync"/> does.</summary>
    /// <param name="message">The Authentication Data, Reason String and User Properties of the client's AUTH; at first those of its CONNECT, where there is no Reason String.</param>
    /// <param name="cancellation">Cancelled when nobody waits for the answer any more.</param>
    ValueTask<AuthenticationStep> NextAsync(AuthProperties message, CancellationToken cancellation);
}
