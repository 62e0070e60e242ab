using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>Makes one connection: the network connection, CONNECT, and the server's CONNACK.</summary>
internal sealed class Connector(ClientSession session, MqttClientOptions options, Func<MqttDisconnect, bool> isLast)
{
    /// <summary>The Client Identifier that is used, assigned by a server if none was given [MQTT-3.2.2-16].</summary>
    public string ClientId { get; private set; } = options.ClientId;

    /// <summary>A connection to a server, over 3.1.1 when that knows no 5.0 and the options allow it.</summary>
    /// <remarks>
    /// A server is asked for 5.0 each time. So what one answers says nothing of the others, and one that learns 5.0 is spoken to in it from the next connection on; an old one costs a second
    /// network connection whenever the first is lost. Only a CONNACK tells: one that closes without a word may have any reason for it, and losing the Session's properties is no guess to take.
    /// </remarks>
    /// <exception cref="MqttConnectException">The server cannot be reached, does not answer, or refuses.</exception>
    public async Task<(Connection Connection, ConnAck ConnAck)> ConnectAsync(Uri server, CancellationToken cancellationToken)
    {
        try
        {
            return await AttemptAsync(server, options.Version, cancellationToken).ConfigureAwait(false);
        }
        catch (MqttConnectException exception) when (MayFallBack(exception))
        {
            return await AttemptAsync(server, ProtocolVersion.V311, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A connection over a transport.</summary>
    /// <exception cref="MqttConnectException">The server does not answer, or refuses.</exception>
    public async Task<(Connection Connection, ConnAck ConnAck)> ConnectAsync(IMqttTransport transport, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options, cancellationToken);
        try
        {
            return await BeginAsync(transport, options.Version, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw deadline.Passed("No CONNACK from the server");
        }
    }

    private bool MayFallBack(MqttConnectException exception) =>
        exception is { ConnAck: not null, ReasonCode: ReasonCode.UnsupportedProtocolVersion } && options.FallBackTo311 && options.Version >= ProtocolVersion.V5;

    private async Task<(Connection Connection, ConnAck ConnAck)> AttemptAsync(Uri server, ProtocolVersion version, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options, cancellationToken);
        IMqttTransport? transport = null;
        try
        {
            transport = await options.OpenAsync(server, deadline.Token).ConfigureAwait(false);
            return await BeginAsync(transport, version, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw deadline.Passed($"No {(transport is null ? "connection to" : "CONNACK from")} {ServerUri.Describe(server)}");
        }
    }

    private async Task<(Connection Connection, ConnAck ConnAck)> BeginAsync(IMqttTransport transport, ProtocolVersion version, CancellationToken cancellationToken)
    {
        var connection = new Connection(transport, session, options, await OpeningAsync(transport, version, cancellationToken).ConfigureAwait(false), isLast);
        try
        {
            await ((Task)connection.Connected).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!connection.Connected.IsCompleted) throw new OperationCanceledException(cancellationToken); // an answer that has come counts, whoever has cancelled meanwhile
            var connAck = await connection.Connected.ConfigureAwait(false);
            if (connAck.ReasonCode >= ReasonCode.UnspecifiedError) throw Refused(connAck);
            if (connAck.Properties?.AssignedClientIdentifier?.ToString() is { } assigned) ClientId = assigned; // [MQTT-3.2.2-16]
            return (connection, connAck);
        }
        catch (MqttDisconnectedException exception)
        {
            throw new MqttConnectException($"The server did not accept the connection. {exception.Message}", exception.ReasonCode, innerException: exception.InnerException);
        }
        catch (OperationCanceledException)
        {
            connection.Close(new(ReasonCode.UnspecifiedError, DisconnectOrigin.Network));
            throw;
        }
    }

    private async ValueTask<Opening> OpeningAsync(IMqttTransport transport, ProtocolVersion version, CancellationToken cancellationToken)
    {
        var connect = ToConnect(version);
        if (options.Authentication is null || version < ProtocolVersion.V5) return new(connect, version, null);
        try
        {
            var authenticator = new Authenticator(options.Authentication);
            return new(await authenticator.StartAsync(connect, cancellationToken).ConfigureAwait(false), version, authenticator);
        }
        catch
        {
            await transport.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The first CONNECT is as the options say; later ones go on with the Session. Over 3.1.1, Clean Session says how the Session ends as well, so it stays.</summary>
    private Connect ToConnect(ProtocolVersion version)
    {
        var connect = options.ToConnect() with { ClientId = ClientId };
        var goesOn = session.IsBegun && version >= ProtocolVersion.V5;
        return goesOn ? connect with { CleanStart = false } : connect;
    }

    private static MqttConnectException Refused(ConnAck connAck) => new(
        $"The server refused the connection ({connAck.ReasonCode}).{(connAck.Properties?.ReasonString is { } text ? " " + text : "")}",
        connAck.ReasonCode,
        connAck);
}
