using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>CONNACK.</summary>
[Section("3.2", "CONNACK")]
internal static class Section02ConnAck
{
    [Requirement("MQTT-3.2.0-1", "3.1.1/MQTT-3.2.0-1"), Needs(Capability.LastingSessions)]
    public static async Task ConnAckComesBeforeTheMessagesOfTheSession(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId);
        await first.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        await first.DisconnectAsync();
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 3; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.AtLeastOnce);

        var second = await bench.OpenAsync();
        await second.SendAsync(new Connect { ClientId = clientId, Properties = new() { SessionExpiryInterval = 300 } });
        var next = await second.NextAsync("CONNACK");
        Check.That(next?.Packet is ConnAck, $"{(next is null ? "the end of the connection" : RawClient.Describe(next.Packet))} comes before CONNACK");
    }

    [Requirement("MQTT-3.2.0-2")]
    public static async Task ThereIsOneConnAckAConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SubscribeAsync(bench.Topic());
        await client.PublishAsync(bench.Topic(), "x", QoS.AtLeastOnce);
        await client.ExpectMessageAsync("x");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.2.2-1")]
    public static async Task TheReservedFlagsOfConnAckAreZero(Bench bench)
    {
        var clientId = bench.ClientId();
        foreach (var isPresent in new[] { false, true })
        {
            var client = await bench.OpenAsync();
            await client.SendAsync(new Connect { ClientId = clientId, Properties = new() { SessionExpiryInterval = 300 } });
            var flags = (await client.ExpectReceivedAsync<ConnAck>()).Bytes[2];
            Check.Equal(0, flags & 0xFE, "bits 7 to 1 of the Connect Acknowledge Flags");
            await client.DisconnectAsync();
        }
    }

    [Requirement("MQTT-3.2.2-6", "3.1.1/MQTT-3.2.2-4")]
    public static async Task ARefusalHasNoSessionPresent(Bench bench)
    {
        var clientId = bench.ClientId();
        var first = await bench.ResumeAsync(clientId);
        await first.DisconnectAsync();

        var second = await bench.OpenAsync();
        if (bench.Version is ProtocolVersion.V5) await second.SendAsync(new Connect { ClientId = clientId, Properties = new() { AuthenticationMethod = "unknown" } });
        else await second.SendAsync(new Connect { CleanStart = false });
        if (await second.NextAsync() is not { } refusal) return; // it may refuse without CONNACK
        Check.That(refusal.Packet is ConnAck { ReasonCode: not ReasonCode.Success }, $"{RawClient.Describe(refusal.Packet)} came; a refusal was expected");
        Check.Equal(0, refusal.Bytes[2], "the Connect Acknowledge Flags of a refusal");
    }

    [Requirement("MQTT-3.2.2-8", "3.1.1/MQTT-3.2.2-6")]
    public static async Task TheCodeOfARefusalIsOneOfTheTable(Bench bench)
    {
        // What is not in the table of its version, the strict client does not decode.
        var client = await bench.OpenAsync();
        if (bench.Version is ProtocolVersion.V5) await client.SendAsync(new Connect { ClientId = bench.ClientId(), Properties = new() { AuthenticationMethod = "unknown" } });
        else await client.SendBytesAsync(new byte[] { 0x10, 0x0C, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4, 0xC1, 0, 0, 0, 0 });
        var next = await client.NextAsync("a refusal");
        Check.That(next is null or { Packet: ConnAck { ReasonCode: not ReasonCode.Success } }, "the connection was accepted");
    }

    [Requirement("MQTT-3.2.2-19", "MQTT-3.2.2-20")]
    public static async Task ARefusalIsWithinTheClientsMaximumPacketSize(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, Properties = new() { AuthenticationMethod = "unknown", MaximumPacketSize = 8 } });
        await client.ExpectAnyRefusalAsync(ReasonCode.BadAuthenticationMethod, ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-3.2.2-9"), On(Profile.Limited)]
    public static async Task ABrokerWithoutQoS2SaysSo(Bench bench)
    {
        var client = await bench.ConnectAsync();
        Check.That(client.ConnAck.Properties?.MaximumQoS is 0 or 1, "CONNACK has no Maximum QoS");
    }

    [Requirement("MQTT-3.2.2-10"), On(Profile.Limited)]
    public static async Task ABrokerWithoutQoS2TakesSubscriptionsOfAnyQoS(Bench bench)
    {
        var client = await bench.ConnectAsync();
        foreach (var qos in Enum.GetValues<QoS>())
        {
            var subAck = await client.TrySubscribeAsync(new Subscription { TopicFilter = bench.Topic(), MaximumQoS = qos });
            Check.That(subAck.ReasonCodes[0] <= ReasonCode.GrantedQoS2, $"SUBACK has {Check.Show(subAck.ReasonCodes[0])} for QoS {(int)qos}");
        }
    }

    [Requirement("MQTT-3.2.2-11"), On(Profile.Limited)]
    public static async Task APublishAboveTheMaximumQoSClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendMessageAsync(bench.Topic(), "x", QoS.ExactlyOnce);
        await client.ExpectDisconnectAsync(ReasonCode.QoSNotSupported);
    }

    [Requirement("MQTT-3.2.2-12"), On(Profile.Limited)]
    public static async Task AWillAboveTheMaximumQoSIsRefused(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, WillTopic = bench.Topic(), WillPayload = "x"u8.ToArray(), WillQoS = QoS.ExactlyOnce });
        await client.ExpectRefusalAsync(ReasonCode.QoSNotSupported);
    }

    [Requirement("MQTT-3.2.2-13"), On(Profile.Limited)]
    public static async Task ARetainedWillIsRefusedWhereNothingIsRetained(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, WillTopic = bench.Topic(), WillPayload = "x"u8.ToArray(), WillRetain = true });
        await client.ExpectRefusalAsync(ReasonCode.RetainNotSupported);
    }

    [Requirement("MQTT-3.2.2-14"), On(Profile.Limited)]
    public static async Task ARetainedPublishClosesTheConnectionWhereNothingIsRetained(Bench bench)
    {
        var client = await bench.ConnectAsync();
        Check.Equal(false, client.ConnAck.Properties?.RetainAvailable, "CONNACK's Retain Available");
        await client.SendMessageAsync(bench.Topic(), "x", retain: true);
        await client.ExpectDisconnectAsync(ReasonCode.RetainNotSupported);
    }

    [Requirement("MQTT-3.2.2-15", "PacketIsNotTooLarge"), On(Profile.Limited)]
    public static async Task APacketAboveTheMaximumPacketSizeClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        if (client.Server.MaximumPacketSize is not { } maximum) throw new NotApplicableException("it announces no Maximum Packet Size");
        await client.SendMessageAsync(bench.Topic(), new string('x', (int)maximum));
        await client.ExpectDisconnectAsync(ReasonCode.PacketTooLarge);
        await bench.ExpectServiceAsync();
    }

    [Requirement("WildcardSubscriptionIsAvailable"), On(Profile.Limited)]
    public static async Task AWildcardClosesTheConnectionWhereThereAreNone(Bench bench)
    {
        var client = await bench.ConnectAsync();
        if (client.Server.WildcardSubscriptionAvailable) throw new NotApplicableException("it cannot be told to take no wildcards");
        await client.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = bench.Topic("#") }] });
        await client.ExpectDisconnectAsync(ReasonCode.WildcardSubscriptionsNotSupported);
    }

    [Requirement("3.1.1/MQTT-3.8.3-2"), On(Profile.Limited)]
    public static async Task AWildcardIsRefusedWhereThereAreNone(Bench bench)
    {
        var announced = (await bench.ConnectAsync(version: ProtocolVersion.V5)).Server;
        if (announced.WildcardSubscriptionAvailable) throw new NotApplicableException("it cannot be told to take no wildcards");
        var client = await bench.ConnectAsync();
        await client.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = bench.Topic("#") }] });
        var next = await client.NextAsync("SUBACK or the end of the connection");
        Check.That(next is null or { Packet: SubAck { ReasonCodes: [ReasonCode.UnspecifiedError] } }, "the subscription was granted");
    }

    [Requirement("SubscriptionIdentifierIsAvailable"), On(Profile.Limited)]
    public static async Task ASubscriptionIdentifierClosesTheConnectionWhereThereAreNone(Bench bench)
    {
        var client = await bench.ConnectAsync();
        if (client.Server.SubscriptionIdentifierAvailable) throw new NotApplicableException("it cannot be told to take no Subscription Identifiers");
        await client.SendAsync(new Subscribe { PacketId = 1, Properties = new() { SubscriptionIdentifier = 1 }, Subscriptions = [new() { TopicFilter = bench.Topic() }] });
        await client.ExpectDisconnectAsync(ReasonCode.SubscriptionIdentifiersNotSupported);
    }

    [Requirement("SharedSubscriptionIsAvailable"), On(Profile.Limited)]
    public static async Task ASharedSubscriptionClosesTheConnectionWhereThereAreNone(Bench bench)
    {
        var client = await bench.ConnectAsync();
        if (client.Server.SharedSubscriptionAvailable) throw new NotApplicableException("it cannot be told to take no Shared Subscriptions");
        await client.SendAsync(new Subscribe { PacketId = 1, Subscriptions = [new() { TopicFilter = "$share/group/" + bench.Topic() }] });
        await client.ExpectDisconnectAsync(ReasonCode.SharedSubscriptionsNotSupported);
    }
}
