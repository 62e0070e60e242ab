using System.Runtime.InteropServices;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>Subscribes and unsubscribes, and follows each to its acknowledgement, over as many connections as it takes (3.8 to 3.11).</summary>
/// <remarks>
/// SUBSCRIBE and UNSUBSCRIBE are not part of the Session State (4.1), and doing either twice is doing it once: so one that is not acknowledged when its connection
/// ends is sent again on the next.
/// </remarks>
internal sealed partial class Subscriber(ClientSession session, SendWindow<PendingPublish> window, MqttClientOptions options)
{
    private readonly Dictionary<ushort, Request> _sent = [];
    private List<Request> _waiting = []; // for a connection
    private Terms _terms = new(options.Version, Announced.Nothing, Announced.Nothing);
    private Link? _link;
    private uint _lastIdentifier;
    private long _lastNumber;
    private Exception? _ended;

    public SubscriptionTable Table { get; } = new();

    public ClientTelemetry Telemetry => session.Telemetry;

    public TimeSpan Patience => options.DisconnectTimeout;

    public TimeProvider TimeProvider => options.TimeProvider;

    public async Task<MqttSubscription> SubscribeAsync(ValueList<Subscription> subscriptions, MqttSubscriptionOptions handling, CancellationToken cancellationToken)
    {
        handling.Check();
        cancellationToken.ThrowIfCancellationRequested();
        PublishRules.CheckDecoded(new Subscribe { PacketId = 1, Subscriptions = subscriptions }, options.Version); // the next server may know what the last did not
        Request request;
        lock (session.Gate)
        {
            var subscription = new MqttSubscription(this, subscriptions, ++_lastIdentifier, handling, options.SubscriptionCapacity);
            request = new Request(subscription.Filters, subscription) { Options = subscriptions, Number = ++_lastNumber };
            Begin(request);
            Table.Add(subscription); // messages may come before SUBACK (3.8.4)
        }

        request.Subscription!.ReasonCodes = await AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        return request.Subscription;
    }

    public Task<ValueList<ReasonCode>> UnsubscribeAsync(ValueList<Utf8String> filters, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<ValueList<ReasonCode>>(cancellationToken);
        PublishRules.CheckDecoded(new Unsubscribe { PacketId = 1, TopicFilters = filters }, options.Version);
        Request request;
        lock (session.Gate) request = BeginUnsubscribe(filters);
        return AnswerAsync(request, cancellationToken);
    }

    /// <summary>A subscription is given up: the filters that are no other subscription's are unsubscribed, once there is a connection.</summary>
    /// <exception cref="MqttException">The UNSUBSCRIBE cannot be sent.</exception>
    public async Task LeaveAsync(MqttSubscription subscription)
    {
        Request request;
        lock (session.Gate)
        {
            var orphans = Forget(subscription);
            if (_ended is not null || orphans.Count == 0) return;
            request = BeginUnsubscribe(orphans);
            if (_link is null) return;
        }

        await request.Task.ConfigureAwait(false);
    }

    /// <summary>A consumer has taken a message, so that its acknowledgement is due unless others still hold it.</summary>
    public void Taken(Delivery delivery)
    {
        lock (session.Gate) session.Receiver.Taken(delivery);
    }

    private Request BeginUnsubscribe(ValueList<Utf8String> filters)
    {
        var request = new Request(filters, null) { Number = ++_lastNumber };
        Begin(request);
        return request;
    }

    /// <exception cref="MqttException">It cannot be sent.</exception>
    private void Begin(Request request)
    {
        if (_ended is not null) throw _ended;
        if (BrokenLimit(request) is { } limit) throw limit;
        if (_link is null) _waiting.Add(request);
        else if (!TrySend(_link, request)) throw new MqttException("Every Packet Identifier is in use (2.2.1).", ReasonCode.QuotaExceeded);
        _link?.Outbound.Flush();
    }

    private bool TrySend(Link link, Request request)
    {
        if (!window.TryTakePacketId(out var packetId)) return false;
        _sent.Add(packetId, request);
        if (request.Subscription is not null) link.Outbound.Write(ToSubscribe(request, packetId));
        else link.Outbound.Write(new Unsubscribe { PacketId = packetId, TopicFilters = request.Filters });
        return true;
    }

    private Subscribe ToSubscribe(Request request, ushort packetId) => new()
    {
        PacketId = packetId,
        Properties = HasIdentifiers ? new() { SubscriptionIdentifier = request.Subscription!.Identifier } : null, // 3.8.2.1.2
        Subscriptions = request.Options,
    };

    private bool HasIdentifiers => _terms.Version >= ProtocolVersion.V5 && _terms.Server.SubscriptionIdentifierAvailable;

    private MqttException? BrokenLimit(Request request)
    {
        if (request.Subscription is null) return _terms.TooLarge(new Unsubscribe { PacketId = 1, TopicFilters = request.Filters }.Measure(_terms.Version).Size);
        var packet = ToSubscribe(request, packetId: 1);
        return packet.CheckLimits(Role.Client, _terms.Own, _terms.Server) is { IsNone: false } violation
            ? MqttException.OfLimit(violation)
            : _terms.TooLarge(packet.Measure(_terms.Version).Size);
    }

    /// <summary>The Packet Identifier of a caller who cancels stays in use until its acknowledgement comes.</summary>
    private static async Task<ValueList<ReasonCode>> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((Request)state!).TrySetCanceled(token), request);
        return await request.Task.ConfigureAwait(false);
    }

    private ValueList<Utf8String> Forget(MqttSubscription subscription)
    {
        var orphans = new List<Utf8String>();
        foreach (var filter in subscription.Filters)
        {
            var wasThere = Table.Has(filter);
            Table.Remove(filter, subscription);
            if (wasThere && !Table.Has(filter)) orphans.Add(filter);
        }

        return ValueList.Create<Utf8String>(CollectionsMarshal.AsSpan(orphans));
    }

    /// <summary>Nobody waits for the subscription any more: as if it were never asked for.</summary>
    private void GiveUp(MqttSubscription subscription)
    {
        subscription.Buffer.Complete();
        while (subscription.Buffer.TryTake(out var entry))
        {
            if (entry.Delivery is { } delivery) session.Receiver.Taken(delivery);
        }

        var orphans = Forget(subscription);
        if (orphans.Count > 0) BeginUnsubscribe(orphans);
    }
}
