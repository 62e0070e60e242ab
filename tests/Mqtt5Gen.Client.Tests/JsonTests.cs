using System.Text.Json;
using System.Text.Json.Serialization;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

public sealed partial class JsonTests
{
    [Fact]
    public async Task AValueIsPublishedAsJson()
    {
        var (client, server) = await FakeServer.ConnectAsync();
        var publishing = client.PublishJsonAsync("t", new Reading(21.5, "°C"), Contracts.Default.Reading, QoS.AtLeastOnce, retain: true);
        var packet = await server.ReadPublishAsync();
        await server.SendAsync(new PubAck { PacketId = packet.PacketId });

        Assert.Equal(ReasonCode.Success, (await publishing).ReasonCode);
        Assert.Equal(("application/json", (PayloadFormat?)PayloadFormat.Utf8), (packet.Properties?.ContentType?.ToString(), packet.Properties?.PayloadFormatIndicator));
        Assert.Equal((QoS.AtLeastOnce, true), (packet.QoS, packet.Retain));
        Assert.Equal(new Reading(21.5, "°C"), new MqttMessage { Topic = "t", Payload = packet.Payload.Span.ToArray() }.ReadJson(Contracts.Default.Reading));
    }

    [Fact]
    public async Task OlderVersionsCarryThePayloadAlone()
    {
        var (client, server) = await FakeServer.ConnectAsync(new() { ClientId = "a", Version = ProtocolVersion.V311 });
        await client.PublishJsonAsync("t", new Reading(1, "K"), Contracts.Default.Reading);

        var packet = await server.ReadPublishAsync();
        Assert.Equal("""{"Value":1,"Unit":"K"}""", System.Text.Encoding.UTF8.GetString(packet.Payload.Span));
    }

    [Theory]
    [InlineData("21.5")]
    [InlineData("{")]
    public void WhatIsNoSuchJsonIsAnError(string payload) =>
        Assert.ThrowsAny<JsonException>(() => new MqttMessage { Topic = "t", Payload = FakeServer.Utf8(payload) }.ReadJson(Contracts.Default.Reading));

    internal sealed record Reading(double Value, string Unit);

    [JsonSerializable(typeof(Reading))]
    private sealed partial class Contracts : JsonSerializerContext;
}
