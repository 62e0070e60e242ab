namespace Mqtt5Gen.Client;

/// <summary>One exchange of Authentication Data with the server (4.12), from the first to the last. Its methods are called one after another.</summary>
/// <remarks>An exception of any of them says that the server did not show what it should, or that the client cannot answer: the connection ends with it.</remarks>
public interface IMqttAuthenticationExchange
{
    /// <summary>The Authentication Data of CONNECT, or of the AUTH that begins a re-authentication; null for none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> StartAsync(CancellationToken cancellationToken);

    /// <summary>Answers the data of an AUTH of the server with that of the client's next AUTH; null for none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ContinueAsync(ReadOnlyMemory<byte> serverData, CancellationToken cancellationToken);

    /// <summary>The server has accepted: the data of its CONNACK, or of its last AUTH; empty for none. Here a client checks that the server, too, knows the secret.</summary>
    void Complete(ReadOnlyMemory<byte> serverData);
}
