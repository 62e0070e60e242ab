using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>Where <see cref="ScramAuthentication"/> finds what is kept of passwords.</summary>
public interface IScramCredentials
{
    /// <summary>A user's credential; null for a user that is not there.</summary>
    /// <param name="userName">The user.</param>
    /// <param name="cancellation">Cancelled when nobody waits for it any more.</param>
    ValueTask<ScramCredential?> FindAsync(Utf8String userName, CancellationToken cancellation);
}
