namespace Mqtt5Gen.Client;

/// <summary>What acknowledges a message for a subscription of <see cref="MqttAcknowledgement.Manual"/>, once.</summary>
internal sealed class Receipt(Subscriber subscriber, Delivery delivery)
{
    private int _isGiven;

    public void Give()
    {
        if (Interlocked.Exchange(ref _isGiven, 1) == 0) subscriber.Taken(delivery);
    }
}
