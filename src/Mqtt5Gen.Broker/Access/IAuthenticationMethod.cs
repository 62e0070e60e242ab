using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker;

/// <summary>An Authentication Method (4.12): what clients and broker say to each other in AUTH packets until it is clear who the client is.</summary>
public interface IAuthenticationMethod
{
    /// <summary>Its name, as clients give it in Authentication Method (3.1.2.11.9).</summary>
    Utf8String Name { get; }

    /// <summary>A client wants to be authenticated: at CONNECT, or again.</summary>
    /// <param name="request">What the client said of itself.</param>
    /// <param name="current">Who the client is so far, where it authenticates again (4.12.1); null at CONNECT.</param>
    IAuthenticationExchange Begin(ConnectRequest request, Principal? current);
}
