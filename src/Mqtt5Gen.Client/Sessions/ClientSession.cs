namespace Mqtt5Gen.Client;

/// <summary>The client's Session State (4.1), which outlives its connections: what is being published, what is received, and the subscriptions.</summary>
/// <remarks>One gate guards it and the output of the connection in use.</remarks>
internal sealed class ClientSession
{
    public ClientSession(MqttClientOptions options)
    {
        Telemetry = new ClientTelemetry(options);
        Journal = new Journal(options.Outbox, Gate, OutboxFailed);
        Publisher = new Publisher(Gate, Journal, options);
        Subscriber = new Subscriber(this, Publisher.Window, options);
        Unclaimed = new MessageBuffer(options.SubscriptionCapacity, Telemetry);
        Receiver = new Receiver(Subscriber.Table, Unclaimed, Journal, options);
    }

    public Lock Gate { get; } = new();

    public ClientTelemetry Telemetry { get; }

    public Journal Journal { get; }

    public Publisher Publisher { get; }

    public Subscriber Subscriber { get; }

    public Receiver Receiver { get; }

    /// <summary>Messages that belong to no subscription of this client.</summary>
    public MessageBuffer Unclaimed { get; }

    /// <summary>Whether a server has accepted a connection of it, or of an earlier process, so that the next goes on with it.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>Called when the outbox fails: the client cannot keep what it promises any more.</summary>
    public Action<Exception>? Broken { get; set; }

    /// <summary>What ended it; null while it goes on.</summary>
    public MqttDisconnect? EndedBy { get; private set; }

    public bool IsEnded => EndedBy is not null;

    /// <summary>Takes up what an earlier process left in the outbox.</summary>
    public void Restore(MqttOutboxContent content)
    {
        lock (Gate) IsBegun = Publisher.Restore(content) | Receiver.Restore(content);
    }

    /// <summary>The server accepted a connection. Under the gate, as everything below.</summary>
    /// <param name="link">The connection.</param>
    /// <param name="receiveMaximum">Our own, on this connection.</param>
    /// <param name="isPresent">Session Present: the server has the Session as well.</param>
    public void Open(Link link, ushort receiveMaximum, bool isPresent)
    {
        if (IsEnded) return;
        IsBegun = true;
        Receiver.Open(link, receiveMaximum, isPresent); // [MQTT-3.2.2-5]
        Publisher.Open(link, isPresent);
        Subscriber.Open(link, isPresent); // before what is published, which its subscriptions may ask for
        Publisher.Pump();
        link.Outbound.Flush();
    }

    /// <summary>The connection is gone; another may come.</summary>
    public void Close()
    {
        Publisher.Close();
        Subscriber.Close();
        Receiver.Close();
    }

    /// <summary>No connection will come any more: what is pending fails, and streams end when what they hold is read.</summary>
    public void End(MqttDisconnect why)
    {
        if (IsEnded) return;
        EndedBy = why;
        var reason = new MqttDisconnectedException(why);
        var isFault = why.Origin is not DisconnectOrigin.Client;
        Publisher.End(reason);
        Subscriber.End(reason, isFault);
        Receiver.Close();
        Unclaimed.Complete(isFault ? reason : null);
    }

    private void OutboxFailed(Exception exception) => Broken?.Invoke(exception);
}
