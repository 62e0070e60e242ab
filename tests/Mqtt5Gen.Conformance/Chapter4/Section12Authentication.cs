using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Chapter4;

/// <summary>Enhanced authentication.</summary>
[Section("4.12", "Enhanced authentication")]
internal static class Section12Authentication
{
    private static readonly Utf8String Method = EchoMethod.Name;

    [Requirement("MQTT-4.12.0-6")]
    public static async Task WithoutMethodThereIsNeitherAuthNorMethodInConnAck(Bench bench)
    {
        var client = await bench.ConnectAsync(); // AUTH before CONNACK would fail it
        Check.Equal(null, client.ConnAck.Properties?.AuthenticationMethod, "CONNACK's Authentication Method");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.12.0-1", "MQTT-4.12.0-4")]
    public static async Task AMethodThatIsNotSupportedIsRefused(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, Properties = new() { AuthenticationMethod = "no such method", AuthenticationData = new byte[] { 1 } } });
        await client.ExpectRefusalAsync(ReasonCode.BadAuthenticationMethod, ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-4.12.0-2", "MQTT-4.12.0-5", "MQTT-3.15.2-1"), Needs(Capability.EnhancedAuthentication)]
    public static async Task TheBrokerAsksOnAndAcceptsWithTheMethodOfConnect(Bench bench)
    {
        var (client, challenge) = await ChallengedAsync(bench);
        Check.Equal(ReasonCode.ContinueAuthentication, challenge.ReasonCode, "AUTH's code");
        Check.Equal(Method, challenge.Properties?.AuthenticationMethod, "AUTH's Authentication Method");

        await AnswerAsync(client, challenge, ReasonCode.ContinueAuthentication);
        var connAck = await client.ExpectAsync<ConnAck>();
        Check.Equal(ReasonCode.Success, connAck.ReasonCode, "CONNACK's code");
        Check.Equal(Method, connAck.Properties?.AuthenticationMethod, "CONNACK's Authentication Method");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.12.0-4"), Needs(Capability.EnhancedAuthentication)]
    public static async Task AWrongAnswerIsRefused(Bench bench)
    {
        var (client, _) = await ChallengedAsync(bench);
        await client.SendAsync(new Auth { ReasonCode = ReasonCode.ContinueAuthentication, Properties = new() { AuthenticationMethod = Method, AuthenticationData = "wrong"u8.ToArray() } });
        await client.ExpectRefusalAsync(ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-4.12.0-4"), Needs(Capability.EnhancedAuthentication)]
    public static async Task AnAnswerOfAnotherMethodIsRefused(Bench bench)
    {
        var (client, challenge) = await ChallengedAsync(bench);
        await client.SendAsync(new Auth { ReasonCode = ReasonCode.ContinueAuthentication, Properties = new() { AuthenticationMethod = "another", AuthenticationData = challenge.Properties?.AuthenticationData } });
        await client.ExpectRefusalAsync(ReasonCode.ProtocolError, ReasonCode.BadAuthenticationMethod, ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-3.1.4-6"), Needs(Capability.EnhancedAuthentication)]
    public static async Task NothingButAuthIsProcessedWhileAuthenticationGoesOn(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        var (client, _) = await ChallengedAsync(bench);
        await client.SendMessageAsync(bench.Topic(), "not authenticated yet");
        await client.ExpectRefusalAsync(ReasonCode.ProtocolError);
        await subscriber.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.12.0-5", "MQTT-3.15.2-1"), Needs(Capability.EnhancedAuthentication)]
    public static async Task AClientMayAuthenticateAgainWhileItGoesOn(Bench bench)
    {
        var client = await AuthenticatedAsync(bench);
        await client.SubscribeAsync(bench.Topic());
        await client.SendAsync(new Auth { ReasonCode = ReasonCode.ReAuthenticate, Properties = new() { AuthenticationMethod = Method } });
        var challenge = await client.ExpectAsync<Auth>();
        Check.Equal(ReasonCode.ContinueAuthentication, challenge.ReasonCode, "AUTH's code");
        await client.PublishAsync(bench.Topic(), "meanwhile");
        await client.ExpectMessageAsync("meanwhile");

        await AnswerAsync(client, challenge, ReasonCode.ContinueAuthentication);
        var done = await client.ExpectAsync<Auth>();
        Check.Equal(ReasonCode.Success, done.ReasonCode, "the last AUTH's code");
        Check.Equal(Method, done.Properties?.AuthenticationMethod, "the last AUTH's Authentication Method");
        await client.ExpectNothingAsync();
    }

    [Requirement("MQTT-4.12.1-2"), Needs(Capability.EnhancedAuthentication)]
    public static async Task AFailedReAuthenticationClosesTheConnection(Bench bench)
    {
        var client = await AuthenticatedAsync(bench);
        await client.SendAsync(new Auth { ReasonCode = ReasonCode.ReAuthenticate, Properties = new() { AuthenticationMethod = Method } });
        await client.ExpectAsync<Auth>();
        await client.SendAsync(new Auth { ReasonCode = ReasonCode.ContinueAuthentication, Properties = new() { AuthenticationMethod = Method, AuthenticationData = "wrong"u8.ToArray() } });
        await client.ExpectDisconnectAsync(ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-4.12.1-2"), Needs(Capability.EnhancedAuthentication)]
    public static async Task ReAuthenticationByAnotherMethodClosesTheConnection(Bench bench)
    {
        var client = await AuthenticatedAsync(bench);
        await client.SendAsync(new Auth { ReasonCode = ReasonCode.ReAuthenticate, Properties = new() { AuthenticationMethod = "another" } });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError, ReasonCode.BadAuthenticationMethod);
    }

    [Requirement("breach of MQTT-4.12.0-7")]
    public static async Task ReAuthenticationOfWhoDidNotAuthenticateByAMethodClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendAsync(new Auth { ReasonCode = ReasonCode.ReAuthenticate, Properties = new() { AuthenticationMethod = Method } });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError, ReasonCode.BadAuthenticationMethod, ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-3.15.2-2", "MQTT-3.15.2-3"), Needs(Capability.EnhancedAuthentication)]
    public static async Task AuthIsWithinTheClientsMaximumPacketSize(Bench bench) => await ChallengedAsync(bench, maximumPacketSize: 100);

    private static async Task<(RawClient Client, Auth Challenge)> ChallengedAsync(Bench bench, uint? maximumPacketSize = null)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, Properties = new() { AuthenticationMethod = Method, MaximumPacketSize = maximumPacketSize } });
        return (client, await client.ExpectAsync<Auth>());
    }

    private static async Task<RawClient> AuthenticatedAsync(Bench bench)
    {
        var (client, challenge) = await ChallengedAsync(bench);
        await AnswerAsync(client, challenge, ReasonCode.ContinueAuthentication);
        Check.Equal(ReasonCode.Success, (await client.ExpectAsync<ConnAck>()).ReasonCode, "CONNACK's code");
        return client;
    }

    private static Task AnswerAsync(RawClient client, Auth challenge, ReasonCode code)
    {
        var answer = EchoMethod.Answer(challenge.Properties?.AuthenticationData ?? default);
        return client.SendAsync(new Auth { ReasonCode = code, Properties = new() { AuthenticationMethod = Method, AuthenticationData = answer } });
    }
}
