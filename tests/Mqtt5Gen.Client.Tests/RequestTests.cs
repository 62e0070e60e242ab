using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests;

public sealed class RequestTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    public async Task ManyRequestsShareOneSubscriptionAndGetTheirOwnResponses()
    {
        var (client, server) = await _servers.ConnectAsync();
        var asking = Enumerable.Range(0, 3).Select(number => client.RequestAsync("ask", FakeServer.Utf8($"{number}"))).ToList();
        await GrantAsync(server);
        var requests = new List<Publish>();
        for (var number = 0; number < 3; number++) requests.Add(await server.ReadPublishAsync());
        Assert.Single(requests.Select(request => request.Properties!.ResponseTopic!.ToString()).Distinct());
        foreach (var request in requests) await server.SendAsync(new PubAck { PacketId = request.PacketId });
        foreach (var request in Enumerable.Reverse(requests)) await AnswerAsync(server, request);
        var responses = await Task.WhenAll(asking).WaitAsync(Reading.Patience);
        Assert.Equal(["re: 0", "re: 1", "re: 2"], responses.Select(response => Text(response.Payload.Span)));

        var later = client.RequestAsync("ask", default, new() { QoS = QoS.AtMostOnce, Properties = new() { ContentType = "x" } });
        var fourth = await server.ReadPublishAsync(); // no second SUBSCRIBE
        Assert.Equal((QoS.AtMostOnce, "x"), (fourth.QoS, fourth.Properties!.ContentType?.ToString()));
        await AnswerAsync(server, fourth);
        await later.WaitAsync(Reading.Patience);
    }

    [Fact]
    public async Task TheResponseInformationOfTheServerIsTheBase() // 3.2.2.3.15
    {
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", RequestResponseInformation = true }, new() { ResponseInformation = "given/" });
        _ = client.RequestAsync("ask", default);
        Assert.StartsWith("given/", (await GrantAsync(server)).Subscriptions[0].TopicFilter.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("given/", (await server.ReadPublishAsync()).Properties!.ResponseTopic!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARequestBeforeTheFirstConnectionKnowsTheResponseInformation()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options(new() { ClientId = "a", RequestResponseInformation = true }));
        var asking = client.RequestAsync("ask", default);
        var starting = client.StartAsync();
        var (server, _) = await _servers.AcceptAsync(announced: new() { ResponseInformation = "given" });
        Assert.StartsWith("given/", (await GrantAsync(server)).Subscriptions[0].TopicFilter.ToString(), StringComparison.Ordinal);
        var request = await server.ReadPublishAsync();
        Assert.StartsWith("given/", request.Properties!.ResponseTopic!.ToString(), StringComparison.Ordinal);
        await server.SendAsync(new PubAck { PacketId = request.PacketId });
        await AnswerAsync(server, request);
        await asking.WaitAsync(Reading.Patience);
        await starting;
    }

    [Fact]
    public async Task ARequestBeforeTheFirstConnectionHasItsTimeItsTokenAndItsEnd()
    {
        var time = new FakeTimeProvider();
        using var cancel = new CancellationTokenSource();
        var client = MqttClient.Create("mqtt://one", _servers.Options(new() { ClientId = "a", TimeProvider = time }));
        var late = client.RequestAsync("ask", default, new() { Timeout = TimeSpan.FromSeconds(5) });
        var cancelled = client.RequestAsync("ask", default, cancellationToken: cancel.Token);
        var inVain = client.RequestAsync("ask", default);
        time.Advance(TimeSpan.FromSeconds(5));
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => late.WaitAsync(Reading.Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Reading.Patience));
        Assert.False(inVain.IsCompleted);
        await client.DisposeAsync();
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => inVain.WaitAsync(Reading.Patience));
    }

    [Fact]
    public async Task ARequestBeforeAFirstConnectionOver311Fails()
    {
        var client = MqttClient.Create("mqtt://one", _servers.Options(new() { ClientId = "a", CleanStart = true }));
        var asking = client.RequestAsync("ask", default);
        var starting = client.StartAsync();
        await _servers.RefuseAsync(ReasonCode.UnsupportedProtocolVersion);
        await _servers.AcceptAsync(version: ProtocolVersion.V311);
        await starting.WaitAsync(Reading.Patience);
        Assert.Equal(ReasonCode.UnsupportedProtocolVersion, (await Assert.ThrowsAsync<MqttException>(() => asking.WaitAsync(Reading.Patience))).ReasonCode);
    }

    [Fact]
    public async Task AnotherResponseInformationIsTheBaseFromThenOn()
    {
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", RequestResponseInformation = true }, new() { ResponseInformation = "first" });
        var earlier = client.RequestAsync("ask", default, new() { QoS = QoS.AtMostOnce });
        await GrantAsync(server);
        var request = await server.ReadPublishAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(announced: new() { ResponseInformation = "second" });
        Assert.StartsWith("first/", (await GrantAsync(server)).Subscriptions[0].TopicFilter.ToString(), StringComparison.Ordinal); // the earlier request waits
        await client.ConnectedAsync();
        var later = client.RequestAsync("ask", default, new() { QoS = QoS.AtMostOnce });
        Assert.StartsWith("second/", (await GrantAsync(server)).Subscriptions[0].TopicFilter.ToString(), StringComparison.Ordinal);
        var second = await server.ReadPublishAsync();
        Assert.StartsWith("second/", second.Properties!.ResponseTopic!.ToString(), StringComparison.Ordinal);
        await AnswerAsync(server, request);
        await AnswerAsync(server, second);
        await Task.WhenAll(earlier, later).WaitAsync(Reading.Patience);
        Assert.Equal(request.Properties!.ResponseTopic, (await server.ReadUnsubscribeAsync()).TopicFilters[0]); // nobody waits any more
    }

    [Fact]
    public async Task AConnectionThatGivesNoResponseInformationTakesNoneBack()
    {
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", RequestResponseInformation = true }, new() { ResponseInformation = "given" });
        _ = client.RequestAsync("ask", default, new() { QoS = QoS.AtMostOnce });
        await GrantAsync(server);
        await server.ReadPublishAsync();
        await server.DisposeAsync();

        (server, _) = await _servers.AcceptAsync(isPresent: true);
        await client.ConnectedAsync();
        _ = client.RequestAsync("ask", default, new() { QoS = QoS.AtMostOnce });
        Assert.StartsWith("given/", (await server.ReadPublishAsync()).Properties!.ResponseTopic!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAResponseTheTimeIsOver()
    {
        var time = new FakeTimeProvider();
        var (client, server) = await _servers.ConnectAsync(new() { ClientId = "a", TimeProvider = time, KeepAlive = TimeSpan.Zero });
        var asking = client.RequestAsync("ask", default, new() { Timeout = TimeSpan.FromSeconds(5) });
        await GrantAsync(server);
        var request = await server.ReadPublishAsync();
        await server.SendAsync(new PubAck { PacketId = request.PacketId });
        await server.ExpectNothingAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => asking.WaitAsync(Reading.Patience));
        await AnswerAsync(server, request); // too late, and nobody's
        await server.ExpectNothingAsync();
    }

    [Fact]
    public async Task ARequestCanBeCancelled()
    {
        var (client, server) = await _servers.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        var asking = client.RequestAsync("ask", default, cancellationToken: cancel.Token);
        await GrantAsync(server);
        await server.ReadPublishAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Reading.Patience));
    }

    [Fact]
    public async Task ARequestDoesNotOutliveItsClient()
    {
        var (client, server) = await _servers.ConnectAsync();
        var asking = client.RequestAsync("ask", default, new() { Timeout = Timeout.InfiniteTimeSpan, QoS = QoS.AtMostOnce }); // so nothing but the response is waited for
        await GrantAsync(server);
        await server.ReadPublishAsync();
        await client.DisconnectAsync();
        Assert.Equal(DisconnectOrigin.Client, (await Assert.ThrowsAsync<MqttDisconnectedException>(() => asking.WaitAsync(Reading.Patience))).Disconnect.Origin);
    }

    [Fact]
    public async Task ARequestDoesNotWaitForResponsesThatAreUnsubscribed()
    {
        var (client, server) = await _servers.ConnectAsync();
        var asking = client.RequestAsync("ask", default, new() { Timeout = Timeout.InfiniteTimeSpan });
        await GrantAsync(server);
        var request = await server.ReadPublishAsync();
        await server.SendAsync(new PubAck { PacketId = request.PacketId });
        var unsubscribing = client.UnsubscribeAsync(request.Properties!.ResponseTopic!.ToString()!);
        await server.SendAsync(new UnsubAck { PacketId = (await server.ReadUnsubscribeAsync()).PacketId, ReasonCodes = [ReasonCode.Success] });
        await unsubscribing;
        Assert.Contains("responses", (await Assert.ThrowsAsync<MqttException>(() => asking.WaitAsync(Reading.Patience))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(100L * 24 * 60 * 60)]
    public async Task ATimeoutThatNoTimerCanKeepIsNamed(long seconds)
    {
        var (client, _) = await _servers.ConnectAsync();
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.RequestAsync("ask", default, new() { Timeout = TimeSpan.FromSeconds(seconds) }));
        Assert.Equal(nameof(MqttRequestOptions.Timeout), exception.ParamName);
    }

    [Theory]
    [InlineData(ReasonCode.NoMatchingSubscribers)]
    [InlineData(ReasonCode.NotAuthorized)]
    public async Task ARequestThatReachesNobodyFailsAtOnce(ReasonCode reason)
    {
        var (client, server) = await _servers.ConnectAsync();
        var asking = client.RequestAsync("ask", default);
        await GrantAsync(server);
        await server.SendAsync(new PubAck { PacketId = (await server.ReadPublishAsync()).PacketId, ReasonCode = reason });
        Assert.Equal(reason, (await Assert.ThrowsAsync<MqttException>(() => asking.WaitAsync(Reading.Patience))).ReasonCode);
    }

    [Fact]
    public async Task Over311ThereIsNone()
    {
        var (client, _) = await _servers.ConnectAsync(new() { ClientId = "a", Version = ProtocolVersion.V311 });
        Assert.Equal(ReasonCode.UnsupportedProtocolVersion, (await Assert.ThrowsAsync<MqttException>(() => client.RequestAsync("ask", default))).ReasonCode);
    }

    [Fact]
    public async Task AResponderAnswersToTheResponseTopicWithTheCorrelationData()
    {
        var (client, server) = await _servers.ConnectAsync();
        var failed = new TaskCompletionSource<Exception>();
        var options = new MqttResponderOptions { OnError = (_, exception) => failed.TrySetResult(exception) };
        var responding = client.RespondAsync("ask", (request, _) => request.Payload.IsEmpty ? throw new InvalidOperationException("empty") : ValueTask.FromResult(request.Payload), options);
        await GrantAsync(server);
        await using var responder = await responding.WaitAsync(Reading.Patience);
        await server.PublishAsync("ask", QoS.AtMostOnce, payload: "no response wanted");
        await server.PublishAsync("ask", QoS.AtMostOnce, properties: new() { ResponseTopic = "answers" });
        Assert.Equal("empty", (await failed.Task.WaitAsync(Reading.Patience)).Message);
        await server.PublishAsync("ask", QoS.AtMostOnce, payload: "x", properties: new() { ResponseTopic = "answers", CorrelationData = new byte[] { 7 } });
        await server.ExpectAsync(new Publish { TopicName = "answers", Payload = FakeServer.Utf8("x"), Properties = new() { CorrelationData = new byte[] { 7 } } });

        var disposing = responder.DisposeAsync();
        var unsubscribe = await server.ReadUnsubscribeAsync();
        await server.SendAsync(new UnsubAck { PacketId = unsubscribe.PacketId, ReasonCodes = [ReasonCode.Success] });
        await disposing;
    }

    [Fact]
    public async Task AMessageWithoutResponseTopicCannotBeAnswered()
    {
        var (client, _) = await _servers.ConnectAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => client.ReplyAsync(new() { Topic = "t" }, default));
    }

    private static async Task<Subscribe> GrantAsync(FakeServer server)
    {
        var packet = await server.ReadSubscribeAsync();
        await server.SendAsync(new SubAck { PacketId = packet.PacketId, ReasonCodes = [ReasonCode.GrantedQoS1] });
        return packet;
    }

    private static Task AnswerAsync(FakeServer server, Publish request) => server.PublishAsync(
        request.Properties!.ResponseTopic!.ToString()!,
        QoS.AtMostOnce,
        payload: "re: " + Text(request.Payload.Span),
        properties: new() { CorrelationData = request.Properties.CorrelationData });

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
