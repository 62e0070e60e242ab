using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Transports;

/// <summary>What every transport has to carry: a connection from CONNECT to the end of the stream, with packets larger than any buffer.</summary>
internal static class Talk
{
    public static async Task RunAsync(Task<MqttClient> connecting, FakeServer server)
    {
        await server.ReadAsync();
        await server.SendAsync(default(ConnAck));
        await using var client = await connecting.WaitAsync(Reading.Patience);
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("t"));

        var large = new byte[1024 * 1024];
        Random.Shared.NextBytes(large);
        var publishing = client.PublishAsync("t", large);
        var sent = await server.ReadPublishAsync();
        await publishing.WaitAsync(Reading.Patience);
        await server.SendAsync(new Publish { TopicName = "t", Payload = sent.Payload });
        var received = await subscription.FirstAsync();

        Assert.True(large.AsSpan().SequenceEqual(received.Payload.Span));
        var ending = client.DisconnectAsync();
        await server.ExpectAsync(default(Disconnect));
        await server.ExpectEndAsync();
        await server.DisposeAsync();
        await ending.WaitAsync(Reading.Patience);
    }
}
