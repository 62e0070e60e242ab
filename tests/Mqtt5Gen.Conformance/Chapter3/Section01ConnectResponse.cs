using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>CONNECT: how it is accepted or rejected.</summary>
[Section("3.1", "CONNECT")]
internal static class Section01ConnectResponse
{
    [Requirement("MQTT-3.1.4-5", "3.1.1/MQTT-3.1.4-4", "3.1.1/MQTT-7.0.0-2")]
    public static async Task AnAcceptedConnectIsAnsweredWithCode0(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true });
        var connAck = await client.ExpectReceivedAsync<ConnAck>();
        Check.Equal(0, connAck.Bytes[3], "CONNACK's code");
    }

    [Requirement("MQTT-3.1.4-6", "3.1.1/MQTT-3.1.4-5")]
    public static async Task WhatFollowsARejectedConnectIsNotProcessed(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        var rejected = await bench.OpenAsync();
        byte[] connect = bench.Version is ProtocolVersion.V311
            ? new Connect { CleanStart = false }.ToArray(bench.Version)
            : UnknownMethod(bench).ToArray(bench.Version);
        byte[] publish = new Publish { TopicName = bench.Topic(), Payload = "from a rejected client"u8.ToArray() }.ToArray(bench.Version);
        await rejected.SendBytesAsync(connect.Concat(publish).ToArray());
        await rejected.ExpectRefusalAsync(bench.Version is ProtocolVersion.V311 ? [ReasonCode.ClientIdentifierNotValid] : [ReasonCode.BadAuthenticationMethod, ReasonCode.NotAuthorized]);

        await subscriber.ExpectNothingAsync();
    }

    [Requirement("MQTT-3.1.4-2", "MQTT-3.2.2-7", "3.1.1/MQTT-3.2.2-5"), On(Profile.Secured)]
    public static async Task AClientWithAWrongPasswordIsRefused(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, UserName = Credentials.UserName, Password = "wrong"u8.ToArray() });
        await client.ExpectRefusalAsync(ReasonCode.BadUserNameOrPassword, ReasonCode.NotAuthorized);
    }

    [Requirement("MQTT-3.1.4-2", "3.1.1/MQTT-3.2.2-5"), On(Profile.Secured)]
    public static async Task AClientThatDoesNotSayWhoItIsIsRefused(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true });
        await client.ExpectRefusalAsync(ReasonCode.NotAuthorized, ReasonCode.BadUserNameOrPassword);
    }

    [Requirement("MQTT-3.1.4-5", "3.1.1/MQTT-3.1.4-4"), On(Profile.Secured)]
    public static async Task AClientWithTheRightPasswordIsAccepted(Bench bench) =>
        await bench.ConnectAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, UserName = Credentials.UserName, Password = System.Text.Encoding.UTF8.GetBytes(Credentials.Password) });

    [Requirement("MQTT-3.1.4-2", "MQTT-3.2.2-7", "MQTT-4.12.0-1", "MQTT-4.12.0-4")]
    public static async Task AnUnknownAuthenticationMethodIsRefused(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(UnknownMethod(bench));
        await client.ExpectRefusalAsync(ReasonCode.BadAuthenticationMethod, ReasonCode.NotAuthorized);
    }

    private static Connect UnknownMethod(Bench bench) =>
        new() { ClientId = bench.ClientId(), CleanStart = true, Properties = new() { AuthenticationMethod = "a method that nobody knows" } };
}
