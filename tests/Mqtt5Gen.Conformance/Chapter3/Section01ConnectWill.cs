using System.Diagnostics;
using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>CONNECT: the Will Message.</summary>
[Section("3.1", "CONNECT")]
internal static class Section01ConnectWill
{
    [Requirement("MQTT-3.1.2-7", "MQTT-3.1.2-8", "3.1.1/MQTT-3.1.2-8")]
    public static async Task TheWillIsPublishedWhenTheNetworkConnectionFails(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithWill(bench, bench.ClientId()));
        await client.DropAsync();
        await subscriber.ExpectMessageAsync("will");
    }

    [Requirement("MQTT-3.1.2-8", "3.1.1/MQTT-3.1.2-8")]
    public static async Task TheWillIsPublishedWhenTheBrokerClosesOnAnError(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithWill(bench, bench.ClientId()));
        await client.SendBytesAsync(new byte[] { 0x00, 0x00 });
        await subscriber.ExpectMessageAsync("will");
    }

    [Requirement("MQTT-3.1.2-8")]
    public static async Task TheWillIsPublishedWhenTheClientAsksForItInDisconnect(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithWill(bench, bench.ClientId()));
        await client.DisconnectAsync(ReasonCode.DisconnectWithWillMessage);
        await subscriber.ExpectMessageAsync("will");
    }

    [Requirement("MQTT-3.1.2-8", "3.1.1/MQTT-3.1.2-8")]
    public static async Task TheWillIsPublishedWhenTheSessionIsTakenOverAndStartsAnew(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        await bench.ConnectAsync(WithWill(bench, bench.ClientId()));
        await bench.ConnectAsync(bench.ClientId());
        await subscriber.ExpectMessageAsync("will");
    }

    [Requirement("MQTT-3.1.2-10", "MQTT-3.14.4-3", "3.1.1/MQTT-3.1.2-10", "3.1.1/MQTT-3.14.4-3")]
    public static async Task ANormalDisconnectRemovesTheWill(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithWill(bench, bench.ClientId()));
        await client.DisconnectAsync();
        await ExpectOnlyControlAsync(bench, subscriber);
    }

    [Requirement("MQTT-3.1.2-10", "3.1.1/MQTT-3.1.2-10"), Needs(Capability.LastingSessions)]
    public static async Task AWillThatWasPublishedIsNotPublishedAgain(Bench bench)
    {
        var clientId = bench.ClientId();
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithWill(bench, clientId) with { CleanStart = false, Properties = new() { SessionExpiryInterval = 300 } });
        await client.DropAsync();
        await subscriber.ExpectMessageAsync("will");

        var again = await bench.ResumeAsync(clientId); // without a will
        await again.DropAsync();
        await ExpectOnlyControlAsync(bench, subscriber);
    }

    [Requirement("3.1.1/MQTT-3.1.2-12")]
    public static async Task WithoutWillFlagNoWillIsPublished(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        var client = await bench.ConnectAsync(bench.ClientId());
        await client.DropAsync();
        await ExpectOnlyControlAsync(bench, subscriber);
    }

    [Requirement("MQTT-3.1.2-14", "3.1.1/MQTT-3.1.2-16"), Needs(Capability.Retain)]
    public static async Task WithoutWillRetainTheWillIsNotRetained(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithWill(bench, bench.ClientId()));
        await client.DropAsync();
        await subscriber.ExpectMessageAsync("will");

        var late = await SubscriberAsync(bench);
        await late.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.2-15", "3.1.1/MQTT-3.1.2-17"), Needs(Capability.Retain)]
    public static async Task WithWillRetainTheWillIsRetained(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithWill(bench, bench.ClientId()) with { WillRetain = true });
        await client.DropAsync();
        await subscriber.ExpectMessageAsync("will");

        var late = await SubscriberAsync(bench);
        Check.That((await late.ExpectMessageAsync("will")).Retain, "the retained will comes without RETAIN");
        await late.PublishAsync(bench.Topic(), "", retain: true);
    }

    [Requirement("MQTT-3.1.2-7", "3.1.1/MQTT-3.1.2-8"), Needs(Capability.QoS2)]
    public static async Task TheWillIsPublishedAtItsQoS(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic(), QoS.ExactlyOnce);
        foreach (var qos in Enum.GetValues<QoS>())
        {
            var client = await bench.ConnectAsync(WithWill(bench, bench.ClientId()) with { WillQoS = qos });
            await client.DropAsync();
            var will = await subscriber.ExpectMessageAsync("will");
            Check.Equal(qos, will.QoS, "the will's QoS");
            await subscriber.AcknowledgeAsync(will);
        }
    }

    [Requirement("MQTT-3.1.3-10")]
    public static async Task TheWillsPropertiesAreThoseOfCONNECTInTheirOrder(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        ValueList<Utf8Pair> pairs = [new("b", "1"), new("a", "2"), new("b", "0"), new("", "")];
        var client = await bench.ConnectAsync(WithWill(bench, bench.ClientId()) with
        {
            WillProperties = new() { UserProperties = pairs, ContentType = "text/plain", ResponseTopic = bench.Topic("answer"), CorrelationData = new byte[] { 1, 2 } },
        });
        await client.DropAsync();

        var will = await subscriber.ExpectMessageAsync("will");
        Check.Sequence<Utf8Pair>(pairs, will.Properties?.UserProperties ?? [], "the will's User Properties");
        Check.Equal<Utf8String?>("text/plain", will.Properties?.ContentType, "the will's Content Type");
        Check.Equal<Utf8String?>(bench.Topic("answer"), will.Properties?.ResponseTopic, "the will's Response Topic");
        Check.Equal<Bytes?>(new byte[] { 1, 2 }, will.Properties?.CorrelationData, "the will's Correlation Data");
    }

    [Requirement("MQTT-3.1.2-8"), Needs(Capability.WillDelay | Capability.LastingSessions)]
    public static async Task TheWillWaitsForItsDelay(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithDelay(bench, bench.ClientId(), "will", delay: 2, expiry: 300));
        var time = Stopwatch.StartNew();
        await client.DropAsync();
        await subscriber.ExpectMessageAsync("will");
        Check.That(time.Elapsed.TotalSeconds >= 1.9, $"the will came after {time.Elapsed.TotalSeconds:f2} s; its Will Delay Interval is 2 s");
    }

    [Requirement("MQTT-3.1.2-8"), Needs(Capability.WillDelay | Capability.LastingSessions)]
    public static async Task TheWillDoesNotWaitLongerThanTheSession(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithDelay(bench, bench.ClientId(), "will", delay: 3600, expiry: 1));
        await client.DropAsync();
        await subscriber.ExpectMessageAsync("will");
    }

    [Requirement("MQTT-3.1.2-8"), Needs(Capability.WillDelay | Capability.LastingSessions)]
    public static async Task TheWillDoesNotWaitWhenCleanStartEndsTheSession(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var client = await bench.ConnectAsync(WithDelay(bench, bench.ClientId(), "will", delay: 3600, expiry: 3600));
        await client.DropAsync();
        await bench.ConnectAsync(bench.ClientId());
        await subscriber.ExpectMessageAsync("will");
    }

    [Requirement("MQTT-3.1.3-9"), Needs(Capability.WillDelay | Capability.LastingSessions)]
    public static async Task ComingBackWithinTheDelayWithdrawsTheWill(Bench bench)
    {
        var subscriber = await SubscriberAsync(bench);
        var returning = await bench.ConnectAsync(WithDelay(bench, bench.ClientId("r"), "withdrawn", delay: 1, expiry: 300));
        var other = await bench.ConnectAsync(WithDelay(bench, bench.ClientId("o"), "control", delay: 2, expiry: 300));
        await returning.DropAsync();
        await bench.ResumeAsync(bench.ClientId("r"));
        await other.DropAsync();
        await subscriber.ExpectMessageAsync("control"); // it was due later
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("WillPayloadIsOfItsFormat"), Needs(Capability.PayloadFormatChecks)]
    public static async Task AWillThatIsNotTheTextThatItClaimsToBeIsRefused(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(WithWill(bench, bench.ClientId()) with { WillPayload = new byte[] { 0xFF }, WillProperties = new() { PayloadFormatIndicator = PayloadFormat.Utf8 } });
        await client.ExpectRefusalAsync(ReasonCode.PayloadFormatInvalid);
    }

    private static Connect WithWill(Bench bench, string clientId) => new() { ClientId = clientId, CleanStart = true, WillTopic = bench.Topic(), WillPayload = "will"u8.ToArray() };

    private static Connect WithDelay(Bench bench, string clientId, string payload, uint delay, uint expiry) => WithWill(bench, clientId) with
    {
        WillPayload = System.Text.Encoding.UTF8.GetBytes(payload),
        WillProperties = new() { WillDelayInterval = delay },
        Properties = new() { SessionExpiryInterval = expiry },
    };

    private static async Task<RawClient> SubscriberAsync(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        return subscriber;
    }

    // Another client is lost later, so once its will is there the broker has handled what came before.
    private static async Task ExpectOnlyControlAsync(Bench bench, RawClient subscriber)
    {
        var control = await bench.ConnectAsync(WithWill(bench, bench.ClientId("control")) with { WillPayload = "control"u8.ToArray() });
        await control.DropAsync();
        await subscriber.ExpectMessageAsync("control");
        await subscriber.ExpectNothingAsync();
    }
}
