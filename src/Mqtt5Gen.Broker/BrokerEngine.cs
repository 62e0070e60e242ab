using Mqtt5Gen.Broker.Connections;
using Mqtt5Gen.Broker.Connections.Handlers;
using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Broker.Wills;

namespace Mqtt5Gen.Broker;

/// <summary>The parts of a broker, put together.</summary>
internal sealed class BrokerEngine
{
    public BrokerEngine(BrokerOptions options)
    {
        Options = options;
        var subscriptions = new SubscriptionTree<Session, SubscriptionTerms>();
        var retained = new RetainedTree<Message>();
        var deliverer = new Deliverer(options, new QueueKeeper(options, Counters), Waiters, Counters);
        var router = new Router(subscriptions, retained, deliverer);
        var wills = new WillPublisher(router);
        var timer = new SessionTimer(Schedule);
        Sessions = new SessionRegistry(timer);
        var ender = new SessionEnder(Sessions, subscriptions);
        timer.Connect(ender, wills);
        Pump = new Pump(deliverer, retained, Waiters, Counters);
        Closer = new ConnectionCloser(ender, timer, wills);
        Watch = new ConnectionWatch(options, Closer);

        var connAcks = new ConnAckFactory(options);
        var refusal = new ConnectRefusal();
        var opener = new SessionOpener(options, connAcks, Sessions, ender, Closer, wills, Schedule, Pump);
        Handlers = new PacketHandlers(
            new ConnectHandler(options, new ConnectAdmission(options, connAcks.Announced, Counters), refusal, opener),
            new PublishHandler(options, connAcks.Announced, router, Closer, Counters),
            new PubAckHandler(Pump, Closer),
            new PubRecHandler(Pump, Closer),
            new PubRelHandler(Closer),
            new PubCompHandler(Pump, Closer),
            new SubscribeHandler(options, connAcks.Announced, subscriptions, retained, Pump, Closer),
            new UnsubscribeHandler(subscriptions),
            new PingReqHandler(),
            new DisconnectHandler(options, Closer, wills),
            new AuthHandler(Closer),
            new BrokenConnectHandler(refusal),
            new ViolationHandler(Closer));
    }

    public BrokerOptions Options { get; }

    public BrokerCounters Counters { get; } = new();

    public Schedule Schedule { get; } = new();

    public RoomWaiters Waiters { get; } = new();

    public SessionRegistry Sessions { get; }

    public Pump Pump { get; }

    public ConnectionCloser Closer { get; }

    public ConnectionWatch Watch { get; }

    public PacketHandlers Handlers { get; }
}
