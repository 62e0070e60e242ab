namespace Mqtt5Gen.Client;

/// <summary>Enhanced authentication (4.12) by one method, as the client does it.</summary>
public interface IMqttAuthentication
{
    /// <summary>Authentication Method (3.1.2.11.9), such as <c>SCRAM-SHA-256</c>.</summary>
    string Method { get; }

    /// <summary>Begins an exchange: one for each connection, and one for each re-authentication.</summary>
    IMqttAuthenticationExchange Begin();
}
