using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Hosting.Tests;

/// <summary>Clients in a container without a host.</summary>
public sealed class RegistrationTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    public async Task WithoutAHostTheClientIsNotStarted()
    {
        await using var provider = new ServiceCollection().AddMqttClient(Away).BuildServiceProvider();
        var client = provider.GetRequiredService<MqttClient>();
        Assert.Same(client, provider.GetRequiredService<MqttClient>());
        Assert.Equal(MqttConnectionState.NotStarted, client.Connection.State);
        await client.StartAsync().WaitAsync(Reading.Patience);
        var (server, uri) = await _servers.AcceptAsync();
        Assert.Equal(new Uri("mqtt://one"), uri);
        await client.ConnectedAsync();
        await provider.DisposeAsync().AsTask().WaitAsync(Reading.Patience);
        await server.ExpectAsync(new Disconnect());
        Assert.Equal(MqttConnectionState.Ended, client.Connection.State);
    }

    [Fact]
    public async Task ClientsWithANameAreToldApartByIt()
    {
        var services = new ServiceCollection()
            .AddMqttClient(options => options.Server = new("mqtt://one"))
            .AddMqttClient("a", options => options.Client = options.Client with { ClientId = "of a" })
            .AddMqttClient("A", options => options.Client = options.Client with { ClientId = "of A" })
            .ConfigureAll<MqttHostedClientOptions>(options => options.Server = new("mqtt://one"));
        await using var provider = services.BuildServiceProvider();
        Assert.Equal("", provider.GetRequiredService<MqttClient>().ClientId);
        Assert.Equal("of a", provider.GetRequiredKeyedService<MqttClient>("a").ClientId);
        Assert.Equal("of A", provider.GetRequiredKeyedService<MqttClient>("A").ClientId);
        Assert.Null(provider.GetKeyedService<MqttClient>("b"));
    }

    [Fact]
    public async Task TheConfigurationComesFirstAndThenWhatCodeSets()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MqttClient:Server"] = "mqtt://one",
            ["MqttClient:ClientId"] = "of the configuration",
            ["MqttClient:KeepAlive"] = "5",
            ["MqttClients:a:Server"] = "mqtt://two",
            ["MqttClients:a:KeepAlive"] = "6",
        }).Build();
        var services = new ServiceCollection()
            .AddMqttClient(options => options.Client = options.Client with { ClientId = options.Client.ClientId + ", then of code" })
            .AddMqttClient("a")
            .AddSingleton<IConfiguration>(configuration);
        await using var provider = services.BuildServiceProvider();
        var monitor = provider.GetRequiredService<IOptionsMonitor<MqttHostedClientOptions>>();
        var (first, second) = (monitor.Get(""), monitor.Get("a"));
        Assert.Equal(("of the configuration, then of code", 5.0), (first.Client.ClientId, first.Client.KeepAlive.TotalSeconds));
        Assert.Equal((new Uri("mqtt://two"), "", 6.0), (second.Server, second.Client.ClientId, second.Client.KeepAlive.TotalSeconds));
        Assert.Equal(MqttFirstConnect.Background, second.Client.Reconnect.FirstConnect);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    public async Task AddingAClientAgainAddsToItsOptions(string name)
    {
        var services = new ServiceCollection();
        Add(options => options.Server = new("mqtt://one"));
        Add(options => options.Client = options.Client with { ClientId = "1" });
        Add(options => options.Client = options.Client with { ClientId = options.Client.ClientId + "2" });
        Assert.Single(services, service => service.ServiceType == typeof(MqttClient));
        await using var provider = services.BuildServiceProvider();
        var client = name.Length == 0 ? provider.GetRequiredService<MqttClient>() : provider.GetRequiredKeyedService<MqttClient>(name);
        Assert.Equal("12", client.ClientId);

        void Add(Action<MqttHostedClientOptions> configure) => _ = name.Length == 0 ? services.AddMqttClient(configure) : services.AddMqttClient(name, configure);
    }

    [Fact]
    public void ANameIsNotEmpty() => Assert.Throws<ArgumentException>("name", () => new ServiceCollection().AddMqttClient(""));

    [Fact]
    public async Task OptionsThatCannotBeUsedMakeNoClient()
    {
        await using var provider = new ServiceCollection().AddMqttClient("a").BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<MqttClient>("a"));
        Assert.StartsWith("MqttClients:a:Server is not set", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    public async Task AnOutboxAmongTheServicesIsUsed(string name)
    {
        var outbox = new MemoryOutbox();
        await outbox.CommitAsync([new(MqttOutboxChangeKind.Added, 1, Message: new() { Topic = "left", QoS = QoS.AtLeastOnce })], default);
        var services = new ServiceCollection();
        _ = name.Length == 0 ? services.AddMqttClient(Away) : services.AddMqttClient(name, Away);
        _ = name.Length == 0 ? services.AddSingleton<IMqttOutbox>(outbox) : services.AddKeyedSingleton<IMqttOutbox>(name, outbox);
        await using var provider = services.BuildServiceProvider();
        var client = name.Length == 0 ? provider.GetRequiredService<MqttClient>() : provider.GetRequiredKeyedService<MqttClient>(name);
        await client.StartAsync().WaitAsync(Reading.Patience);
        var (server, _) = await _servers.AcceptAsync();
        Assert.Equal("left", (await server.ReadPublishAsync()).TopicName.ToString());
    }

    [Fact]
    public async Task AnOutboxOfTheOptionsGoesBeforeOneAmongTheServices()
    {
        var (registered, own) = (new MemoryOutbox(), new MemoryOutbox());
        var services = new ServiceCollection().AddSingleton<IMqttOutbox>(registered).AddMqttClient(Away).AddMqttClient("a", Away)
            .Configure<MqttHostedClientOptions>(options => options.Client = options.Client with { Outbox = own });
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<MqttClient>();
        await client.StartAsync().WaitAsync(Reading.Patience);
        await client.QueueAsync(new() { Topic = "t", QoS = QoS.AtLeastOnce }).WaitAsync(Reading.Patience);
        Assert.Single((await own.LoadAsync(default)).Messages);
        var other = provider.GetRequiredKeyedService<MqttClient>("a"); // has none: the one without a key belongs to the client without a name
        await other.QueueAsync(new() { Topic = "t", QoS = QoS.AtLeastOnce }).WaitAsync(Reading.Patience);
        Assert.Empty((await registered.LoadAsync(default)).Messages);
    }

    private void Away(MqttHostedClientOptions options)
    {
        options.Server = new("mqtt://one");
        options.Client = _servers.Options(options.Client with { Reconnect = FakeServers.AtOnce with { FirstConnect = MqttFirstConnect.Background } });
    }
}
