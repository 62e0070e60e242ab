using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

/// <summary>Topic Aliases that the client assigns.</summary>
public sealed class TopicAliasTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    [Statement("MQTT-3.2.2-17", "MQTT-3.3.2-9", "MQTT-3.3.2-8")]
    public async Task ATopicIsNamedOnceAndThenByItsAlias()
    {
        var (client, server) = await _servers.ConnectAsync(announced: new() { TopicAliasMaximum = 2 });
        foreach (var topic in new[] { "long/one", "long/two", "long/three", "long/one", "long/two", "tin" }) await client.PublishAsync(topic, default);
        var sent = new List<(string, ushort?)>();
        for (var index = 0; index < 6; index++) sent.Add(Described(await server.ReadPublishAsync()));
        Assert.Equal([("long/one", 1), ("long/two", 2), ("long/three", null), ("", 1), ("", 2), ("tin", null)], sent);
    }

    [Fact]
    public async Task PropertiesGoWithAnAlias()
    {
        var (client, server) = await _servers.ConnectAsync(announced: new() { TopicAliasMaximum = 2 });
        for (var index = 0; index < 2; index++) await client.PublishAsync(new MqttMessage { Topic = "long/one", Properties = new() { ContentType = "x", TopicAlias = 7 } });
        Assert.Equal(new PublishProperties { ContentType = "x", TopicAlias = 1 }, (await server.ReadPublishAsync()).Properties);
        var second = await server.ReadPublishAsync();
        Assert.Equal(("", new PublishProperties { ContentType = "x", TopicAlias = 1 }), (second.TopicName.ToString(), second.Properties));
    }

    [Fact]
    [Statement("MQTT-3.3.2-7")]
    public async Task AnAliasDoesNotOutliveItsConnection()
    {
        var (client, server) = await _servers.ConnectAsync(announced: new() { TopicAliasMaximum = 2 });
        _ = client.PublishAsync("long/one", default, QoS.AtLeastOnce);
        await server.ReadPublishAsync();
        await server.DisposeAsync();
        (server, _) = await _servers.AcceptAsync(isPresent: true, new() { TopicAliasMaximum = 1 });
        Assert.Equal(("long/one", (ushort?)1), Described(await server.ReadPublishAsync()));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    [Statement("MQTT-3.2.2-18")]
    public async Task WithoutAMaximumOrWithoutTheOptionThereAreNone(ushort announced, ushort assigned)
    {
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", AssignedTopicAliases = assigned }, new() { TopicAliasMaximum = announced });
        for (var index = 0; index < 2; index++) await client.PublishAsync("long/one", default);
        for (var index = 0; index < 2; index++) Assert.Equal(("long/one", null), Described(await server.ReadPublishAsync()));
    }

    [Fact]
    [Statement("MQTT-3.2.2-15")]
    public async Task APacketThatFitsOnlyWithoutItsAliasIsSentWithout()
    {
        var (client, server) = await _servers.ConnectAsync(announced: new() { TopicAliasMaximum = 2, MaximumPacketSize = 20 });
        await client.PublishAsync("long/one", new byte[7]);
        await client.PublishAsync("long/one", new byte[7]);
        for (var index = 0; index < 2; index++) Assert.Equal(("long/one", null), Described(await server.ReadPublishAsync()));
    }

    private static (string Topic, ushort? Alias) Described(Publish publish) => (publish.TopicName.ToString(), publish.Properties?.TopicAlias);
}
