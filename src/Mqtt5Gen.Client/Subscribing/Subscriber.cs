using System.Runtime.InteropServices;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>Subscribes and unsubscribes, and follows each to its acknowledgement (3.8 to 3.11).</summary>
internal sealed class Subscriber(Lock gate, Outbound outbound, SendWindow<PendingPublish> window, MqttClientOptions options)
{
    private readonly Dictionary<ushort, Request> _requests = [];
    private Announced _own = new();
    private Announced _server = new();
    private uint _lastIdentifier;
    private Exception? _ended;

    public SubscriptionTable Table { get; } = new();

    public TimeSpan Patience => options.DisconnectTimeout;

    public TimeProvider TimeProvider => options.TimeProvider;

    /// <summary>CONNACK came.</summary>
    public void Open(in Announced own, in Announced server) => (_own, _server) = (own, server);

    public async Task<MqttSubscription> SubscribeAsync(ValueList<Subscription> subscriptions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PublishRules.CheckDecoded(new Subscribe { PacketId = 1, Subscriptions = subscriptions }, options.Version);
        Request request;
        lock (gate)
        {
            var filters = Filters(subscriptions);
            var identifier = ++_lastIdentifier;
            request = new Request(filters, new MqttSubscription(this, filters, identifier, options.SubscriptionCapacity));
            Send(request, packetId => new Subscribe
            {
                PacketId = packetId,
                Properties = HasIdentifiers ? new() { SubscriptionIdentifier = identifier } : null, // 3.8.2.1.2
                Subscriptions = subscriptions,
            });
            Table.Add(request.Subscription!); // messages may come before SUBACK (3.8.4)
        }

        request.Subscription!.ReasonCodes = await AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        return request.Subscription;
    }

    public Task<ValueList<ReasonCode>> UnsubscribeAsync(ValueList<Utf8String> filters, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<ValueList<ReasonCode>>(cancellationToken);
        PublishRules.CheckDecoded(new Unsubscribe { PacketId = 1, TopicFilters = filters }, options.Version);
        Request request;
        lock (gate) request = SendUnsubscribe(filters);
        return AnswerAsync(request, cancellationToken);
    }

    /// <summary>A subscription is given up: the filters that are no other subscription's are unsubscribed.</summary>
    public Task LeaveAsync(MqttSubscription subscription)
    {
        lock (gate)
        {
            var orphans = Forget(subscription);
            return _ended is null && orphans.Count > 0 ? SendUnsubscribe(orphans).Task : Task.CompletedTask;
        }
    }

    /// <summary>A consumer has taken a message, so that its acknowledgement is due unless others still hold it.</summary>
    public void Taken(Delivery delivery)
    {
        lock (gate)
        {
            if (--delivery.Holders > 0) return;
            delivery.Line.Taken(delivery);
            outbound.Flush();
        }
    }

    /// <summary>False when no SUBSCRIBE of as many filters waits for this [MQTT-3.8.4-2] [MQTT-3.9.3-1]. Under the gate, as everything below.</summary>
    public bool On(in SubAckView packet)
    {
        if (!_requests.TryGetValue(packet.PacketId, out var request) || request.Subscription is not { } subscription) return false;
        if (!TryEnd(packet.PacketId, request, packet.ReasonCodes.Length)) return false; // [MQTT-3.9.3-1]

        for (var index = 0; index < packet.ReasonCodes.Length; index++)
        {
            if (packet.ReasonCodes[index] >= ReasonCode.UnspecifiedError) Table.Remove(request.Filters[index], subscription);
        }

        if (!Table.Has(subscription)) subscription.Buffer.Complete(Refused(packet.ReasonCodes[0]));
        if (!request.TrySetResult(ValueList.Create(packet.ReasonCodes))) GiveUp(subscription);
        return true;
    }

    /// <summary>False when no UNSUBSCRIBE of as many filters waits for this [MQTT-3.10.4-5] [MQTT-3.11.3-1]; 3.1.1 tells no Reason Codes.</summary>
    public bool On(in UnsubAckView packet)
    {
        if (!_requests.TryGetValue(packet.PacketId, out var request) || request.Subscription is not null) return false;
        var codes = options.Version < ProtocolVersion.V5 ? new ReasonCode[request.Filters.Count] : packet.ReasonCodes;
        if (!TryEnd(packet.PacketId, request, codes.Length)) return false; // [MQTT-3.11.3-1]

        for (var index = 0; index < codes.Length; index++)
        {
            if (codes[index] < ReasonCode.UnspecifiedError) EndFilter(request.Filters[index]);
        }

        request.TrySetResult(ValueList.Create(codes));
        return true;
    }

    /// <summary>The connection is over: subscriptions end when what they hold is read.</summary>
    public void End(Exception reason, bool isFault)
    {
        _ended = reason;
        foreach (var request in _requests.Values) request.TrySetException(reason);
        _requests.Clear();
        foreach (var subscription in Table.Subscriptions) subscription.Buffer.Complete(isFault ? reason : null);
    }

    private bool HasIdentifiers => options.Version >= ProtocolVersion.V5 && _server.SubscriptionIdentifierAvailable;

    private Request SendUnsubscribe(ValueList<Utf8String> filters)
    {
        var request = new Request(filters, null);
        Send(request, packetId => new Unsubscribe { PacketId = packetId, TopicFilters = filters });
        return request;
    }

    private void Send<T>(Request request, Func<ushort, T> toPacket)
        where T : struct, IPacket
    {
        if (_ended is not null) throw _ended;
        if (!window.TryTakePacketId(out var packetId)) throw new MqttException("Every Packet Identifier is in use (2.2.1).", ReasonCode.QuotaExceeded);

        var packet = toPacket(packetId);
        if (BrokenLimit(packet) is { } limit)
        {
            window.ReleasePacketId(packetId);
            throw limit;
        }

        _requests.Add(packetId, request);
        outbound.Write(packet);
        outbound.Flush();
    }

    private MqttException? BrokenLimit<T>(in T packet)
        where T : struct, IPacket
    {
        if (packet is Subscribe subscribe && subscribe.CheckLimits(Role.Client, _own, _server) is { IsNone: false } violation) return MqttException.OfLimit(violation);
        var size = packet.Measure(options.Version).Size;
        return size <= _server.MaximumPacketSize.GetValueOrDefault(uint.MaxValue)
            ? null
            : new MqttException($"The packet takes {size} bytes, the server's Maximum Packet Size is {_server.MaximumPacketSize} (3.2.2.3.6).", ReasonCode.PacketTooLarge); // [MQTT-3.2.2-15]
    }

    /// <summary>The Packet Identifier of a caller who cancels stays in use until its acknowledgement comes.</summary>
    private static async Task<ValueList<ReasonCode>> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((Request)state!).TrySetCanceled(token), request);
        return await request.Task.ConfigureAwait(false);
    }

    private bool TryEnd(ushort packetId, Request request, int answers) =>
        request.Filters.Count == answers && _requests.Remove(packetId) && window.ReleasePacketId(packetId);

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
            if (entry.Delivery is { } delivery) Taken(delivery);
        }

        var orphans = Forget(subscription);
        if (orphans.Count > 0) SendUnsubscribe(orphans);
    }

    private void EndFilter(Utf8String filter)
    {
        var affected = Table.Subscriptions.Where(subscription => subscription.Filters.Contains(filter)).ToList();
        Table.Remove(filter, null);
        foreach (var subscription in affected)
        {
            if (!Table.Has(subscription)) subscription.Buffer.Complete();
        }
    }

    private static ValueList<Utf8String> Filters(ValueList<Subscription> subscriptions)
    {
        var filters = new Utf8String[subscriptions.Count];
        for (var index = 0; index < filters.Length; index++) filters[index] = subscriptions[index].TopicFilter;
        return ValueList.Create<Utf8String>(filters);
    }

    private static MqttException Refused(ReasonCode reason) => new($"The server refused the subscription ({reason}).", reason);
}
