using Mqtt5Gen.Broker.Access;
using Mqtt5Gen.Broker.Connections;
using Mqtt5Gen.Broker.Connections.Handlers;
using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Broker.Sharing;
using Mqtt5Gen.Broker.Telemetry;
using Mqtt5Gen.Broker.Telemetry.SystemTopics;
using Mqtt5Gen.Broker.Timing;

namespace Mqtt5Gen.Broker;

/// <summary>The parts of a broker, put together.</summary>
internal sealed class BrokerEngine
{
    public BrokerEngine(BrokerOptions options, BrokerObserver observer, BrokerAccess access)
    {
        Options = options;
        var queues = new QueueKeeper(options, Counters);
        var subscriptions = new SubscriptionRegistry(options, queues, Counters);
        var retained = Retained;
        var deliverer = new Deliverer(options, queues, Waiters, Counters);
        var sharing = new SharedDeliverer(options, deliverer, queues, Counters);
        var router = new Router(options, subscriptions, retained, deliverer, sharing, Counters);
        var settler = new EstateSettler(router, sharing, Counters, observer);
        var timer = new SessionTimer(Schedule);
        Sessions = new SessionRegistry(timer);
        var ender = new SessionEnder(Sessions, subscriptions);
        timer.Connect(ender, settler);
        Pump = new Pump(deliverer, sharing, retained, Waiters, Counters);
        Closer = new ConnectionCloser(ender, timer, settler, observer);
        Sweeper = new RetainedSweeper(retained);
        var refusal = new ConnectRefusal(observer);
        Watch = new ConnectionWatch(options, Closer, refusal);
        Losses = new LossReporter(Counters, observer);
        var census = new CensusTaker(Sessions, subscriptions, retained, Counters);
        SystemTopics = new SystemTopicPublisher(options, census, Meter, Counters, retained, router, new Session(default, timer));

        var connAcks = new ConnAckFactory(options);
        var control = new AccessControl(access, observer);
        var review = new AccessReview(control, subscriptions);
        var opener = new SessionOpener(options, connAcks, Sessions, review, ender, Closer, settler, Schedule, Pump, Counters, observer);
        var authentication = new ConnectAuthentication(options, access, observer, control, refusal, opener);
        Handlers = new PacketHandlers(
            new ConnectHandler(options, new ConnectAdmission(options, connAcks.Announced, Counters), new(options), refusal, authentication),
            new PublishHandler(options, connAcks.Announced, control, router, Closer, Counters),
            new PubAckHandler(Pump, Closer),
            new PubRecHandler(Pump, Closer),
            new PubRelHandler(Closer),
            new PubCompHandler(Pump, Closer),
            new SubscribeHandler(options, connAcks.Announced, control, subscriptions, retained, Pump, Closer),
            new UnsubscribeHandler(subscriptions),
            new PingReqHandler(),
            new DisconnectHandler(options, Closer, settler),
            new AuthHandler(review, Closer),
            authentication,
            new BrokenConnectHandler(refusal),
            new ViolationHandler(Closer));
    }

    public BrokerOptions Options { get; }

    public BrokerCounters Counters { get; } = new();

    public Schedule Schedule { get; } = new();

    public RoomWaiters Waiters { get; } = new();

    public RetainedTree<Message> Retained { get; } = new();

    public RetainedSweeper Sweeper { get; }

    public SessionRegistry Sessions { get; }

    public Pump Pump { get; }

    public ConnectionCloser Closer { get; }

    public ConnectionWatch Watch { get; }

    public LossReporter Losses { get; }

    public TrafficMeter Meter { get; } = new();

    public SystemTopicPublisher SystemTopics { get; }

    public PacketHandlers Handlers { get; }
}
