using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Telemetry;

public sealed class LogTests
{
    private static readonly LoggerMessageAttribute[] Messages =
        [.. typeof(ClientLog).GetMethods().Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()];

    private readonly FakeServers _servers = new();
    private readonly FakeLogCollector _log = new();
    private readonly MqttClientOptions _options;

    public LogTests() => _options = new()
    {
        ClientId = "a",
        CleanStart = false,
        SessionExpiryInterval = 60,
        LoggerFactory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new FakeLoggerProvider(_log))),
    };

    [Fact]
    public void EventIdsAreUnique() => Assert.Equal(Messages.Length, Messages.Select(message => message.EventId).Where(id => id > 0).Distinct().Count());

    [Fact]
    public void EachEventIsInTheReadme()
    {
        var rows = File.ReadLines(Path.Combine(RepositoryRoot.Path, "README.md")).ToHashSet(StringComparer.Ordinal);
        Assert.All(Messages, message => Assert.Contains($"| {message.EventId} | {message.Level} | `{message.Message}` |", rows));
    }

    [Fact]
    public async Task TheLifeOfAClientIsLogged()
    {
        var (client, server) = await _servers.ConnectAsync(_options with { Reconnect = FakeServers.AtOnce with { Random = new Random(1) } });
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.ServerBusy, Properties = new() { ReasonString = "later\u202E, 'please'" } });
        await _servers.RefuseAsync(ReasonCode.ServerUnavailable);
        var (again, _) = await _servers.AcceptAsync(isPresent: true);
        await client.ConnectedAsync();
        await client.DisconnectAsync();
        await again.ReadAsync();

        Assert.Equal(
            [
                "Debug: \"a\" connects to mqtt://one",
                "Information: \"a\" connected to mqtt://one, MQTT V5, session present: False",
                "Warning: \"a\" lost its connection to mqtt://one: \"The server disconnected the client (ServerBusy). later\\u202e, 'please'\"",
                "Debug: \"a\" waits 00:00:00 before it connects again; 0 attempts have failed",
                "Debug: \"a\" connects to mqtt://one",
                "Warning: \"a\" could not connect to mqtt://one: \"The server refused the connection (ServerUnavailable).\"",
                "Debug: \"a\" waits 00:00:00 before it connects again; 1 attempts have failed",
                "Debug: \"a\" connects to mqtt://one",
                "Information: \"a\" connected to mqtt://one, MQTT V5, session present: True",
                "Information: \"a\" ended, as it was told to",
            ],
            Lines);
    }

    [Fact]
    public async Task AClientThatGivesUpSaysWhy()
    {
        var (client, server) = await _servers.ConnectAsync(_options with { UserName = "ann", Password = "secret"u8.ToArray() });
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.NotAuthorized });
        await client.Disconnected.WaitAsync(Reading.Patience);
        Assert.Equal("Error: \"a\" ended, and does not connect again: \"The server disconnected the client (NotAuthorized).\"", Lines[^1]);
        Assert.DoesNotContain(Lines, static line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AServerThatExceedsReceiveMaximumIsToldOfOnceAConnection()
    {
        var (client, server) = await _servers.ConnectAsync(_options with { ReceiveMaximum = 2, EnforcesReceiveMaximum = false });
        await server.GrantAsync(client.SubscribeAsync("t", QoS.AtLeastOnce));
        for (ushort packetId = 1; packetId <= 2; packetId++) await server.PublishAsync("t", QoS.AtLeastOnce, packetId);
        await server.ExpectNothingAsync();
        Assert.Empty(Overruns);
        for (ushort packetId = 3; packetId <= 4; packetId++)
        {
            await server.PublishAsync("t", QoS.AtLeastOnce, packetId);
            await server.ExpectNothingAsync();
            Assert.Equal(["Warning: \"a\" is sent more unacknowledged messages than its Receive Maximum of 2, and takes them"], Overruns);
        }
    }

    [Fact]
    public async Task MessagesThatAreDroppedAreToldOnceAWhile()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var (client, server) = await _servers.ConnectAsync(_options with { SubscriptionCapacity = 1, TimeProvider = time, KeepAlive = TimeSpan.Zero });
        await server.GrantAsync(client.SubscribeAsync("t"));
        for (var number = 0; number < 4; number++) await PublishAsync(server); // each read for itself
        Assert.Equal(["Warning: \"a\" dropped QoS 0 messages that were not read in time, 1 by now"], Drops);
        time.Advance(TimeSpan.FromSeconds(1));
        await PublishAsync(server);
        Assert.Equal("Warning: \"a\" dropped QoS 0 messages that were not read in time, 4 by now", Drops[^1]);
    }

    [Fact]
    public async Task ASubscriptionThatIsNotMadeAgainIsTold()
    {
        var (client, server) = await _servers.ConnectAsync(_options);
        var (subscription, _) = await server.GrantAsync(client.SubscribeAsync("t/#"));
        await server.DisposeAsync();
        var (without, _) = await _servers.AcceptAsync();
        await without.SendAsync(new SubAck { PacketId = (await without.ReadSubscribeAsync()).PacketId, ReasonCodes = [ReasonCode.NotAuthorized] });
        await Assert.ThrowsAsync<MqttException>(() => subscription.FirstAsync());
        await _log.ContainsAsync("Warning: \"a\" connected to a server without its session, which refused its subscription \"t/#\": NotAuthorized");
    }

    [Fact]
    public async Task AHandlerThatFailsIsTold()
    {
        var (client, server) = await _servers.ConnectAsync(_options);
        var subscribing = client.SubscribeAsync([new Subscription { TopicFilter = "t" }], new MqttSubscriptionOptions { Handler = static (in PublishView _) => throw new InvalidOperationException("mine") });
        await server.GrantAsync(subscribing);
        await PublishAsync(server);
        Assert.Contains("Error: \"a\" ended its subscription \"[t]\", since the handler failed", Lines);
    }

    [Fact]
    public async Task ARequestThatIsNotAnsweredIsToldUnlessSomebodyElseIs()
    {
        var (client, server) = await _servers.ConnectAsync(_options);
        var told = new TaskCompletionSource<Exception>();
        await RespondAsync(client, server, "one", null);
        await RespondAsync(client, server, "two", (_, exception) => told.SetResult(exception));
        await server.PublishAsync("two", QoS.AtMostOnce, properties: new() { ResponseTopic = "r", SubscriptionIdentifiers = [2] });
        Assert.Equal("mine", (await told.Task.WaitAsync(Reading.Patience)).Message);
        Assert.DoesNotContain(Lines, static line => line.EndsWith("could not answer a request", StringComparison.Ordinal));
        await server.PublishAsync("one", QoS.AtMostOnce, properties: new() { ResponseTopic = "r", SubscriptionIdentifiers = [1] });
        await _log.ContainsAsync("Warning: \"a\" could not answer a request");
    }

    private List<string> Lines => [.. _log.GetSnapshot().Select(FakeLog.Line)];

    private List<string> Overruns => [.. Lines.Where(static line => line.Contains("Receive Maximum", StringComparison.Ordinal))];

    private List<string> Drops => [.. Lines.Where(static line => line.Contains("dropped", StringComparison.Ordinal))];

    private static async Task PublishAsync(FakeServer server)
    {
        await server.PublishAsync("t", QoS.AtMostOnce);
        await server.ExpectNothingAsync();
        await server.ExpectNothingAsync(); // what is told of a read is told before the next
    }

    private static async Task RespondAsync(MqttClient client, FakeServer server, string filter, Action<MqttMessage, Exception>? onError)
    {
        var responding = client.RespondAsync(filter, static (_, _) => throw new InvalidOperationException("mine"), new() { OnError = onError });
        var packet = await server.ReadSubscribeAsync();
        await server.SendAsync(new SubAck { PacketId = packet.PacketId, ReasonCodes = [ReasonCode.GrantedQoS1] });
        await responding.WaitAsync(Reading.Patience);
    }
}
