using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Broker.Sharing;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>Brings a message to those who receive it. Called outside every gate.</summary>
internal sealed class Router(BrokerOptions options, SubscriptionRegistry subscriptions, RetainedTree<Message> retained, Deliverer deliverer, SharedDeliverer sharing, BrokerCounters counters)
{
    [ThreadStatic]
    private static MatchList<Subscriber, SubscriptionTerms>? _matches;

    /// <summary>How many topics may have a retained message: those of clients, and the broker's own.</summary>
    private int MostRetained => (int)Math.Min((long)options.RetainedMessages + counters.SystemTopics, int.MaxValue);

    /// <summary>Retains a remembered message if it is to be, and delivers it.</summary>
    public void Route(Message message, Session publisher, long now, FlushBatch batch)
    {
        var outgoing = new Outgoing(message, now);
        if (message.Retain) TryRetain(ref outgoing);
        Deliver(Match(outgoing.TopicName), ref outgoing, publisher, now, batch);
    }

    /// <summary>
    /// Retains the message; false if too many are. It comes before <see cref="Match"/>, so that a subscription made meanwhile misses neither. [MQTT-3.3.1-8]
    /// </summary>
    public bool TryRetain(ref Outgoing outgoing)
    {
        if (outgoing.IsEmpty)
        {
            retained.Remove(outgoing.TopicName); // [MQTT-3.3.1-6] [MQTT-3.3.1-7]
            return true;
        }

        if (retained.TrySet(outgoing.TopicName, outgoing.Message, MostRetained, out _)) return true; // [MQTT-3.3.1-5]
        counters.MessageDropped(DropCause.NotRetained);
        return false;
    }

    /// <summary>Who receives messages of a topic. The list belongs to the thread, until the next call.</summary>
    public MatchList<Subscriber, SubscriptionTerms> Match(ReadOnlySpan<byte> topic)
    {
        var matches = _matches ??= new();
        subscriptions.Match(topic, matches);
        return matches;
    }

    /// <summary>Delivers the message to each of them; done with it.</summary>
    public void Deliver(MatchList<Subscriber, SubscriptionTerms> matches, ref Outgoing outgoing, Session publisher, long now, FlushBatch batch)
    {
        outgoing.IsShared = matches.Count > 1;
        foreach (var match in matches) // [MQTT-4.5.0-1]
        {
            if (match.Subscriber is not Session session) sharing.Deliver((SharedGroup)match.Subscriber, ref outgoing, publisher.ClientId, batch);
            else if (DeliveryTerms.TryCombine(match, publisher, outgoing.QoS, outgoing.Retain, out var terms)) deliverer.Deliver(session, ref outgoing, terms, batch);
        }

        matches.Clear();
        outgoing.Dispose();
    }
}
