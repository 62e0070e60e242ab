using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter4;

/// <summary>Shared Subscriptions.</summary>
[Section("4.8", "Subscriptions"), Needs(Capability.SharedSubscriptions)]
internal static class Section08Shared
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(1);

    [Requirement("MQTT-4.8.2-3"), Needs(Capability.QoS2)]
    public static async Task EachMemberIsSentMessagesAtItsOwnQoS(Bench bench)
    {
        var members = new Dictionary<QoS, RawClient>();
        foreach (var qos in Enum.GetValues<QoS>())
        {
            members[qos] = await bench.ConnectAsync();
            await members[qos].SubscribeAsync(Shared(bench), qos);
        }

        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 30; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.ExactlyOnce);
        foreach (var (qos, member) in members)
        {
            foreach (var message in await member.MessagesUntilNowAsync()) Check.Equal(qos, message.QoS, "the QoS of a message to a member");
        }
    }

    [Requirement("EachMessageGoesToOneMemberOfAGroup")]
    public static async Task EachMessageGoesToOneMemberOfEachGroup(Bench bench)
    {
        var one = await MembersAsync(bench, "one", 3);
        var two = await MembersAsync(bench, "two", 2);
        var alone = await bench.ConnectAsync();
        await alone.SubscribeAsync(bench.Topic(), QoS.AtLeastOnce);
        var publisher = await bench.ConnectAsync();
        for (var i = 0; i < 20; i++) await publisher.PublishAsync(bench.Topic(), $"{i}", QoS.AtLeastOnce);

        foreach (var group in new[] { one, two, [alone] })
        {
            var seen = new List<int>();
            foreach (var member in group) seen.AddRange((await member.MessagesUntilNowAsync()).Select(message => int.Parse(RawClient.Text(message.Payload))));
            Check.Sequence(Enumerable.Range(0, 20), seen.Order(), "what a group was sent");
        }
    }

    [Requirement("MQTT-4.8.2-4"), Needs(Capability.QoS2 | Capability.LastingSessions)]
    public static async Task ADeliveryAtQoS2ThatWasCutOffGoesOnWithTheSameMember(Bench bench)
    {
        var (first, other) = (await bench.ResumeAsync(bench.ClientId("a")), await bench.ResumeAsync(bench.ClientId("b")));
        foreach (var member in new[] { first, other }) await member.SubscribeAsync(Shared(bench), QoS.ExactlyOnce);
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "x", QoS.ExactlyOnce);
        var (chosen, clientId, rest) = await ChosenAsync(bench, first, other);
        await chosen.Client.SendAsync(new PubRec { PacketId = chosen.Message.PacketId });
        await chosen.Client.ExpectAsync<PubRel>();
        await chosen.Client.DropAsync();

        var back = await bench.ResumeAsync(clientId);
        Check.Equal(chosen.Message.PacketId, (await back.ExpectAsync<PubRel>()).PacketId, "the Packet Identifier of PUBREL");
        await back.SendAsync(new PubComp { PacketId = chosen.Message.PacketId });
        await back.ExpectNothingAsync();
        await rest.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.8.2-5"), Needs(Capability.QoS2 | Capability.LastingSessions)]
    public static async Task ADeliveryAtQoS2WhoseMemberIsGoneGoesToNoOther(Bench bench)
    {
        var (first, other) = (await bench.ResumeAsync(bench.ClientId("a")), await bench.ResumeAsync(bench.ClientId("b")));
        foreach (var member in new[] { first, other }) await member.SubscribeAsync(Shared(bench), QoS.ExactlyOnce);
        await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "x", QoS.ExactlyOnce);
        var (chosen, clientId, rest) = await ChosenAsync(bench, first, other);
        await chosen.Client.SendAsync(new PubRec { PacketId = chosen.Message.PacketId });
        await chosen.Client.ExpectAsync<PubRel>();
        await chosen.Client.DropAsync();

        await (await bench.ConnectAsync(clientId)).DisconnectAsync(); // Clean Start ends the session
        await Task.Delay(LongEnough);
        await rest.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.8.2-6"), Needs(Capability.QoS2)]
    public static async Task AMessageThatAMemberRefusesGoesToNoOther(Bench bench)
    {
        foreach (var qos in new[] { QoS.AtLeastOnce, QoS.ExactlyOnce })
        {
            var (first, other) = (await bench.ConnectAsync(), await bench.ConnectAsync());
            foreach (var member in new[] { first, other }) await member.SubscribeAsync(Shared(bench), qos);
            await (await bench.ConnectAsync()).PublishAsync(bench.Topic(), "x", qos);
            var (chosen, _, rest) = await ChosenAsync(bench, first, other);
            if (qos is QoS.AtLeastOnce) await chosen.Client.SendAsync(new PubAck { PacketId = chosen.Message.PacketId, ReasonCode = ReasonCode.UnspecifiedError });
            else await chosen.Client.SendAsync(new PubRec { PacketId = chosen.Message.PacketId, ReasonCode = ReasonCode.UnspecifiedError });
            await chosen.Client.ExpectNothingAsync();
            await rest.ExpectNothingAsync();
            foreach (var member in new[] { first, other }) await member.UnsubscribeAsync(Shared(bench));
        }
    }

    [Requirement("SharedSubscriptionsAreSentNoRetainedMessages"), Needs(Capability.Retain)]
    public static async Task RetainedMessagesAreNotSentToSharedSubscriptions(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.PublishAsync(bench.Topic(), "kept", retain: true);
        await client.SubscribeAsync(Shared(bench));
        await client.ExpectNothingAsync();
        await client.SendMessageAsync(bench.Topic(), "", retain: true);
    }

    private static string Shared(Bench bench, string group = "group") => $"$share/{group}/{bench.Topic()}";

    private static async Task<RawClient[]> MembersAsync(Bench bench, string group, int count)
    {
        var members = new RawClient[count];
        for (var i = 0; i < count; i++)
        {
            members[i] = await bench.ConnectAsync();
            await members[i].SubscribeAsync(Shared(bench, group), QoS.AtLeastOnce);
        }

        return members;
    }

    // Which member is sent the one message is up to the broker.
    private static async Task<((RawClient Client, Publish Message) Chosen, string ClientId, RawClient Unchosen)> ChosenAsync(Bench bench, RawClient first, RawClient other)
    {
        var ofFirst = await first.MessagesUntilNowAsync();
        if (ofFirst.Count > 0) return ((first, ofFirst[0]), bench.ClientId("a"), other);
        return ((other, await other.ExpectMessageAsync()), bench.ClientId("b"), first);
    }
}
