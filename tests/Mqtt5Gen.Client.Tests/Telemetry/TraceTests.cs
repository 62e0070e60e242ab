using System.Diagnostics;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Mqtt5Gen.Client.Tests.Telemetry;

/// <summary>Who listens to activities listens to those of every client, so nothing runs beside these.</summary>
[CollectionDefinition(nameof(TraceTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What OpenTelemetry's SDK gets to see, and what goes over the wire.</summary>
[Collection(nameof(TraceTests))]
public sealed class TraceTests : IDisposable
{
    private const string Foreign = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly FakeServers _servers = new();
    private readonly List<Activity> _spans = [];
    private readonly ActivitySource _own = new("own");
    private TracerProvider? _tracing;

    public void Dispose()
    {
        _tracing?.Dispose();
        _own.Dispose();
    }

    [Fact]
    public async Task APublishIsASpanWhoseContextIsCarriedInUserProperties()
    {
        Listen();
        var (client, server) = await _servers.ConnectAsync();
        using (var caller = _own.StartActivity("caller"))
        {
            caller!.TraceStateString = "ours=1";
            await client.PublishAsync(new() { Topic = "a/b", Payload = new byte[3], Properties = new() { UserProperties = [new("k", "v")] } });
            Assert.Same(caller, Activity.Current);
        }

        var span = _spans[0];
        Assert.Equal(("publish", ActivityKind.Producer, "caller"), (span.OperationName, span.Kind, span.Parent!.OperationName));
        Assert.Equal(
            ["messaging.client.id=a", "messaging.destination.name=a/b", "messaging.message.body.size=3", "messaging.operation.name=publish", "messaging.operation.type=send", "messaging.system=mqtt", "mqtt.qos=0", "server.address=one", "server.port=1883"],
            Tags(span));
        ValueList<Utf8Pair> carried = [new("k", "v"), new("traceparent", span.Id!), new("tracestate", "ours=1")];
        Assert.Equal(carried, (await server.ReadPublishAsync()).Properties!.UserProperties);
    }

    [Fact]
    public async Task ASpanLastsUntilTheAcknowledgementAndTellsARefusal()
    {
        Listen();
        var (client, server) = await _servers.ConnectAsync();
        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        Assert.Null(Activity.Current);
        await server.ReadPublishAsync();
        Assert.Empty(_spans);
        await server.SendAsync(new PubAck { PacketId = 1, ReasonCode = ReasonCode.QuotaExceeded });
        await publishing.WaitAsync(Reading.Patience);
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(_spans).Status);
        Assert.Contains("error.type=QuotaExceeded", Tags(_spans[0]));
    }

    [Fact]
    public async Task AMessageGoesOnWithThePublishersTrace()
    {
        Listen();
        var (client, server) = await _servers.ConnectAsync();
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("t"));
        await server.PublishAsync("t", QoS.AtMostOnce, properties: new() { UserProperties = [new("traceparent", Foreign), new("tracestate", "x=y")] });
        var message = await subscription.FirstAsync();
        using (var processing = message.StartActivity())
        {
            Assert.Equal(Foreign, processing!.ParentId);
            Assert.Equal(("x=y", true, ActivityKind.Consumer), (processing.TraceStateString, processing.HasRemoteParent, processing.Kind));
            Assert.Equal(Foreign[3..35], Assert.Single(processing.Links).Context.TraceId.ToHexString());
        }

        using var caller = _own.StartActivity("caller");
        using var below = message.StartActivity();
        Assert.Equal(caller!.SpanId, below!.ParentSpanId); // who processes many has a span of his own
        Assert.Equal(Foreign[3..35], Assert.Single(below.Links).Context.TraceId.ToHexString());
    }

    [Fact]
    public async Task WhatIsNoContextBeginsATrace()
    {
        Listen();
        foreach (var broken in (string[])["", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", "00-00000000000000000000000000000000-b7ad6b7169203331-01", new string('x', 1000)])
        {
            using var activity = new MqttMessage { Topic = "t", Properties = new() { UserProperties = [new("traceparent", broken)] } }.StartActivity();
            Assert.Null(activity!.ParentId);
            Assert.Empty(activity.Links);
        }

        using var none = new MqttMessage { Topic = "t" }.StartActivity();
        Assert.Null(none!.ParentId);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task AHandlerIsASpanOfThePublishersTraceAndSoIsWhatItPublishes()
    {
        Listen();
        MqttClient client;
        FakeServer server;
        using (_own.StartActivity("connecting")) (client, server) = await _servers.ConnectAsync();
        await server.GrantAsync(client.SubscribeAsync(
            [new Subscription { TopicFilter = "t" }],
            new MqttSubscriptionOptions { Handler = (in PublishView message) => { _ = client.PublishAsync("after", message.Payload.ToArray()); } }));
        await server.PublishAsync("t", QoS.AtMostOnce, properties: new() { UserProperties = [new("traceparent", Foreign)] });
        var carried = (await server.ReadPublishAsync()).Properties!.UserProperties[0].Value.ToString();
        await server.ExpectNothingAsync();
        var processing = _spans.Single(static span => span.OperationName == "process");
        Assert.Equal(Foreign, processing.ParentId); // and not the activity in which the client was connected
        Assert.StartsWith($"00-{Foreign[3..35]}-", carried, StringComparison.Ordinal);
        Assert.Equal(processing.SpanId, _spans.Single(static span => span.OperationName == "publish").ParentSpanId);
    }

    [Fact]
    public async Task AResponseIsOfTheTraceOfItsRequest()
    {
        Listen();
        var (client, server) = await _servers.ConnectAsync();
        MqttResponder responder;
        using (_own.StartActivity("beginning"))
        {
            var responding = client.RespondAsync("ask", static (_, _) => ValueTask.FromResult<ReadOnlyMemory<byte>>(default));
            var packet = await server.ReadSubscribeAsync();
            await server.SendAsync(new SubAck { PacketId = packet.PacketId, ReasonCodes = [ReasonCode.GrantedQoS1] });
            responder = await responding.WaitAsync(Reading.Patience);
        }

        await server.PublishAsync("ask", QoS.AtMostOnce, properties: new() { ResponseTopic = "r", UserProperties = [new("traceparent", Foreign)] });
        var carried = (await server.ReadPublishAsync()).Properties!.UserProperties[0].Value.ToString();
        await responder.DisposeAsync().AsTask().WaitAsync(Reading.Patience);
        Assert.StartsWith($"00-{Foreign[3..35]}-", carried, StringComparison.Ordinal);
        Assert.Equal(Foreign, _spans.Single(static span => span.OperationName == "process").ParentId);
    }

    [Fact]
    public async Task AContextThatIsThereIsLeftAlone()
    {
        Listen();
        var (client, server) = await _servers.ConnectAsync();
        await client.PublishAsync(new() { Topic = "t", Properties = new() { UserProperties = [new("traceparent", Foreign)] } });
        Assert.Equal(Foreign, Assert.Single((await server.ReadPublishAsync()).Properties!.UserProperties.Span.ToArray()).Value.ToString());
    }

    [Fact]
    public async Task WhatIsNotSampledSaysSo()
    {
        Listen(new ParentBasedSampler(new AlwaysOffSampler()));
        var (client, server) = await _servers.ConnectAsync();
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        await client.PublishAsync("t", default);
        Assert.Equal($"00-{caller.TraceId}-{caller.SpanId}-00", Assert.Single((await server.ReadPublishAsync()).Properties!.UserProperties.Span.ToArray()).Value.ToString());
        Assert.Empty(_spans);
    }

    [Fact]
    public async Task NothingIsCarriedWithoutAListener()
    {
        var (client, server) = await _servers.ConnectAsync();
        using var caller = new Activity("caller").Start();
        await client.PublishAsync("t", default);
        Assert.Null((await server.ReadPublishAsync()).Properties);
        Assert.Null(new MqttMessage { Topic = "t" }.StartActivity());
    }

    [Fact]
    public async Task NothingIsCarriedWhereTheServerTakesNoMore()
    {
        Listen();
        var (client, server) = await _servers.ConnectAsync(announced: new() { MaximumPacketSize = 60 });
        Assert.True((await client.PublishAsync("t", new byte[40])).IsSuccess);
        Assert.Null((await server.ReadPublishAsync()).Properties);
        Assert.Single(_spans);
    }

    [Fact]
    public async Task NothingIsCarriedOver311()
    {
        Listen();
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", Version = ProtocolVersion.V311 });
        await client.PublishAsync("t", "x"u8.ToArray());
        Assert.Equal("3004000174" + "78", Convert.ToHexString(await server.ReadAsync()));
        Assert.Single(_spans);
    }

    private void Listen(Sampler? sampler = null) => _tracing = Sdk.CreateTracerProviderBuilder()
        .AddSource(MqttTelemetry.ActivitySourceName, _own.Name)
        .SetSampler(sampler ?? new AlwaysOnSampler())
        .AddInMemoryExporter(_spans)
        .Build();

    private static IEnumerable<string> Tags(Activity span) => span.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal);
}
