using System.Runtime.InteropServices;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Client;

/// <summary>What connections come and go with, and the acknowledgements that they bring. Under the gate, all of it.</summary>
internal sealed partial class Subscriber
{
    /// <summary>A connection is accepted: what waits is sent, and a server that has lost the Session is told of the subscriptions again.</summary>
    public void Open(Link link, bool isPresent)
    {
        (_link, _terms) = (link, link.Terms);
        var waiting = _waiting;
        _waiting = [];
        if (!isPresent)
        {
            waiting.RemoveAll(static request => request.IsRenewal);
            waiting.InsertRange(0, Table.Subscriptions.Where(static subscription => subscription.IsGranted).Select(Renewal).ToList());
        }

        foreach (var request in waiting) SendWaiting(link, request);
    }

    /// <summary>The connection is gone; what was not acknowledged waits for the next.</summary>
    public void Close()
    {
        _link = null;
        _waiting.InsertRange(0, _sent.Values.OrderBy(static request => request.Number));
        _sent.Clear();
    }

    /// <summary>No connection will come any more: subscriptions end when what they hold is read.</summary>
    public void End(Exception reason, bool isFault)
    {
        _ended = reason;
        foreach (var request in _sent.Values.Concat(_waiting)) request.TrySetException(reason);
        _sent.Clear();
        _waiting.Clear();
        foreach (var subscription in Table.Subscriptions) subscription.Buffer.Complete(isFault ? reason : null);
    }

    /// <summary>False when no SUBSCRIBE of as many filters waits for this [MQTT-3.8.4-2] [MQTT-3.9.3-1].</summary>
    public bool On(in SubAckView packet)
    {
        if (!_sent.TryGetValue(packet.PacketId, out var request) || request.Subscription is not { } subscription) return false;
        if (!TryEnd(packet.PacketId, request, packet.ReasonCodes.Length)) return false; // [MQTT-3.9.3-1]

        for (var index = 0; index < packet.ReasonCodes.Length; index++)
        {
            if (packet.ReasonCodes[index] is not (>= ReasonCode.UnspecifiedError and var refusal)) continue;
            Table.Remove(request.Filters[index], subscription);
            if (request.IsRenewal) Telemetry.NotSubscribedAgain(request.Filters[index], refusal); // nobody waits for it
        }

        subscription.IsGranted = true;
        if (!Table.Has(subscription)) subscription.Buffer.Complete(Refused(packet.ReasonCodes[0]));
        if (!request.TrySetResult(ValueList.Create(packet.ReasonCodes))) GiveUp(subscription);
        return true;
    }

    /// <summary>False when no UNSUBSCRIBE of as many filters waits for this [MQTT-3.10.4-5] [MQTT-3.11.3-1]; 3.1.1 tells no Reason Codes.</summary>
    public bool On(in UnsubAckView packet)
    {
        if (!_sent.TryGetValue(packet.PacketId, out var request) || request.Subscription is not null) return false;
        var codes = _terms.Version < ProtocolVersion.V5 ? new ReasonCode[request.Filters.Count] : packet.ReasonCodes;
        if (!TryEnd(packet.PacketId, request, codes.Length)) return false; // [MQTT-3.11.3-1]

        for (var index = 0; index < codes.Length; index++)
        {
            if (codes[index] < ReasonCode.UnspecifiedError) EndFilter(request.Filters[index]);
        }

        request.TrySetResult(ValueList.Create(codes));
        return true;
    }

    /// <summary>The filters that a subscription has by now, with the options that it was asked for.</summary>
    private Request Renewal(MqttSubscription subscription)
    {
        var wanted = new List<Subscription>();
        foreach (var asked in subscription.Options)
        {
            if (Table.Has(asked.TopicFilter, subscription)) wanted.Add(asked);
        }

        var asks = ValueList.Create<Subscription>(CollectionsMarshal.AsSpan(wanted));
        return new Request(MqttSubscription.FiltersOf(asks), subscription) { Options = asks, Number = ++_lastNumber, IsRenewal = true };
    }

    private void SendWaiting(Link link, Request request)
    {
        if (request.Task.IsCompleted && request.Subscription is { } abandoned)
        {
            GiveUp(abandoned);
            return;
        }

        if (BrokenLimit(request) is { } limit) Refuse(request, limit);
        else if (!TrySend(link, request)) _waiting.Add(request);
    }

    /// <summary>This server does not allow what was asked of another, or before it was known.</summary>
    private void Refuse(Request request, MqttException limit)
    {
        request.TrySetException(limit);
        if (request.IsRenewal)
        {
            _ = request.Task.Exception; // observed: nobody waits
            foreach (var filter in request.Filters) Telemetry.NotSubscribedAgain(filter, limit.ReasonCode);
        }

        if (request.Subscription is not { } subscription) return;
        Forget(subscription);
        subscription.Buffer.Complete(limit);
    }

    private bool TryEnd(ushort packetId, Request request, int answers) =>
        request.Filters.Count == answers && _sent.Remove(packetId) && window.ReleasePacketId(packetId);

    private void EndFilter(Utf8String filter)
    {
        var affected = Table.Subscriptions.Where(subscription => subscription.Filters.Contains(filter)).ToList();
        Table.Remove(filter, null);
        foreach (var subscription in affected)
        {
            if (!Table.Has(subscription)) subscription.Buffer.Complete();
        }
    }

    private static MqttException Refused(ReasonCode reason) => new($"The server refused the subscription ({reason}).", reason);
}
