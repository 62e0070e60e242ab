using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Server.Tests.Harness;

namespace Mqtt5Gen.Client.Hosting.Tests;

/// <summary>Clients in a host, with a server that listens or with one that does what the test says.</summary>
public sealed class HostTests
{
    private readonly FakeServers _servers = new();
    private readonly HostApplicationBuilder _builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });

    [Fact]
    public async Task ServicesPublishFromTheirConstructionToTheirStop()
    {
        await using var broker = await TestHost.StartAsync();
        await using var observer = await MqttClient.ConnectAsync($"mqtt://127.0.0.1:{broker.Port}");
        await using var messages = await observer.SubscribeAsync("worker/#", QoS.AtLeastOnce);

        _builder.Services.AddHostedService<Worker>();
        _builder.Services.AddMqttClient(options => options.Server = new($"mqtt://127.0.0.1:{broker.Port}"));
        var host = _builder.Build();
        await host.StartAsync();
        Assert.Equal(["constructed", "started"], (await messages.PayloadsAsync(2)).Order());
        var client = host.Services.GetRequiredService<MqttClient>();
        await host.StopAsync();
        Assert.Equal(["stopped"], await messages.PayloadsAsync(1));
        Assert.Equal(new MqttDisconnect(ReasonCode.NormalDisconnection, DisconnectOrigin.Client), await client.Disconnected.WaitAsync(Reading.Patience));
        host.Dispose();
    }

    [Fact]
    public async Task EachClientHasASessionOfItsOwn()
    {
        await using var broker = await TestHost.StartAsync();
        _builder.Configuration["MqttClients:a:Server"] = _builder.Configuration["MqttClients:b:Server"] = _builder.Configuration["MqttClient:Server"] = $"mqtt://127.0.0.1:{broker.Port}";
        _builder.Configuration["MqttClients:a:ClientId"] = "of a";
        _builder.Configuration["MqttClients:b:ClientId"] = "of b";
        _builder.Services.AddMqttClient().AddMqttClient("a").AddMqttClient("b").AddSingleton<Router>();
        using var host = _builder.Build();
        await host.StartAsync();
        var router = host.Services.GetRequiredService<Router>();
        await using var received = await router.From.SubscribeAsync("t", QoS.AtLeastOnce);
        await router.To.PublishAsync("t", Encoding.UTF8.GetBytes("over"), QoS.AtLeastOnce);
        Assert.Equal(["over"], await received.PayloadsAsync(1));
        Assert.Equal(("of a", "of b"), (router.From.ClientId, router.To.ClientId));
        Assert.NotEqual("", (await router.Plain.ConnectedAsync()).Properties!.AssignedClientIdentifier.ToString());
        await host.StopAsync();
        Assert.All([router.From, router.To, router.Plain], client => Assert.Equal(MqttConnectionState.Ended, client.Connection.State));
    }

    [Fact]
    public async Task TheHostDoesNotWaitForTheServer()
    {
        _servers.Away.Add("one");
        _builder.Services.AddMqttClient(Fake);
        using var host = _builder.Build();
        await host.StartAsync().WaitAsync(Reading.Patience);
        var client = host.Services.GetRequiredService<MqttClient>();
        Assert.NotEqual(MqttConnectionState.NotStarted, client.Connection.State);
        await host.StopAsync().WaitAsync(Reading.Patience);
        Assert.Equal(MqttConnectionState.Ended, client.Connection.State);
    }

    [Fact]
    public async Task AHostThatNeedsTheServerFailsWithoutIt()
    {
        _servers.Away.Add("one");
        var probe = new Probe();
        _builder.Services.AddMqttClient("a", options => Fake(options, MqttFirstConnect.Fail)).AddSingleton<IHostedService>(probe);
        using var host = _builder.Build();
        var failure = await Assert.ThrowsAsync<MqttConnectException>(() => host.StartAsync().WaitAsync(Reading.Patience));
        Assert.Contains("is away", failure.Message, StringComparison.Ordinal);
        Assert.False(probe.IsStarted);
    }

    [Fact]
    public async Task AHostMayWaitForTheServer()
    {
        var probe = new Probe();
        _builder.Services.AddSingleton<IHostedService>(probe).AddMqttClient(options => Fake(options, MqttFirstConnect.KeepTrying));
        using var host = _builder.Build();
        var starting = host.StartAsync();
        await _servers.RefuseAsync(ReasonCode.ServerBusy);
        var (server, _, _) = await _servers.VisitAsync();
        Assert.False(probe.IsStarted);
        await server.SendAsync(new ConnAck());
        await starting.WaitAsync(Reading.Patience);
        Assert.True(probe.IsStarted);
    }

    [Fact]
    public async Task WhereOneClientFailsTheHostDoesNotWaitForTheOthers()
    {
        _builder.Services.AddMqttClient("waits", options => Fake(options, MqttFirstConnect.KeepTrying)).AddMqttClient("fails", options => Fake(options, MqttFirstConnect.Fail, "two"));
        _servers.Away.Add("two");
        using var host = _builder.Build();
        await Assert.ThrowsAsync<MqttConnectException>(() => host.StartAsync().WaitAsync(Reading.Patience));
        Assert.Equal(MqttConnectionState.Ended, host.Services.GetRequiredKeyedService<MqttClient>("waits").Connection.State);
    }

    [Fact]
    public async Task AHostThatIsToldToGiveUpItsStartEndsTheClient()
    {
        using var cancel = new CancellationTokenSource();
        _builder.Services.AddMqttClient(options => Fake(options, MqttFirstConnect.KeepTrying));
        using var host = _builder.Build();
        var starting = host.StartAsync(cancel.Token);
        await _servers.VisitAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting.WaitAsync(Reading.Patience));
        Assert.Equal(MqttConnectionState.Ended, host.Services.GetRequiredService<MqttClient>().Connection.State);
    }

    [Fact]
    public async Task AMistakeStopsTheHostAtItsStart()
    {
        _builder.Configuration["MqttClients:a:Server"] = "mqtt://one";
        _builder.Configuration["MqttClients:a:KeepAlive"] = "2.00:00:00";
        _builder.Services.AddMqttClient("a");
        using var host = _builder.Build();
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync().WaitAsync(Reading.Patience));
        Assert.Equal("MqttClients:a:KeepAlive is '2.00:00:00'; it must be a time from 0 to 65535 seconds, as seconds or as hh:mm:ss", fault.Message);
    }

    [Fact]
    public async Task MistakesOfSeveralClientsAreToldTogetherBeforeAnythingStarts()
    {
        _servers.Away.Add("one");
        _builder.Services.AddMqttClient(Fake).AddMqttClient("a").AddMqttClient("b");
        using var host = _builder.Build();
        var faults = await Assert.ThrowsAsync<AggregateException>(() => host.StartAsync().WaitAsync(Reading.Patience));
        Assert.Equal(["MqttClients:a:Server", "MqttClients:b:Server"], faults.InnerExceptions.Select(fault => fault.Message.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.Empty(_servers.Tried);
    }

    [Fact]
    public async Task AServerThatHangsHoldsUpTheStopNoLongerThanTheDisconnectTimeout()
    {
        var time = new FakeTimeProvider();
        _builder.Services.AddMqttClient(options => Fake(options, time));
        using var host = _builder.Build();
        await host.StartAsync().WaitAsync(Reading.Patience);
        var (server, _) = await _servers.AcceptAsync();
        var client = host.Services.GetRequiredService<MqttClient>();
        await client.ConnectedAsync();
        var publishing = client.PublishAsync("t", default, QoS.AtLeastOnce);
        await server.ReadPublishAsync(); // and is never acknowledged, nor is the connection ever closed

        var stopping = host.StopAsync();
        await server.ExpectAsync(new Disconnect());
        Assert.False(stopping.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(7));
        await stopping.WaitAsync(Reading.Patience);
        await Assert.ThrowsAsync<MqttDisconnectedException>(() => publishing.WaitAsync(Reading.Patience));
    }

    [Fact]
    public async Task AHostWhoseTimeIsUpDoesNotWaitForAServerThatHangs()
    {
        var time = new FakeTimeProvider();
        _builder.Services.AddMqttClient(options => Fake(options, time));
        var host = _builder.Build();
        await host.StartAsync().WaitAsync(Reading.Patience);
        var (server, _) = await _servers.AcceptAsync();
        await host.Services.GetRequiredService<MqttClient>().ConnectedAsync();
        using var timeIsUp = new CancellationTokenSource();
        var stopping = host.Services.GetServices<IHostedService>().OfType<HostedClients>().Single().StoppedAsync(timeIsUp.Token);
        await server.ExpectAsync(new Disconnect());
        await timeIsUp.CancelAsync();
        await stopping.WaitAsync(Reading.Patience);

        var disposing = Task.Run(host.Dispose);
        time.Advance(TimeSpan.FromSeconds(7));
        await disposing.WaitAsync(Reading.Patience);
    }

    private void Fake(MqttHostedClientOptions options) => Fake(options, options.Client.Reconnect.FirstConnect);

    private void Fake(MqttHostedClientOptions options, FakeTimeProvider time)
    {
        Fake(options);
        options.Client = options.Client with { TimeProvider = time, DisconnectTimeout = TimeSpan.FromSeconds(7) };
    }

    private void Fake(MqttHostedClientOptions options, MqttFirstConnect first, string host = "one")
    {
        options.Server = new($"mqtt://{host}");
        options.Client = _servers.Options(options.Client with { Reconnect = FakeServers.AtOnce with { FirstConnect = first } });
    }

    private sealed class Worker : BackgroundService
    {
        private readonly MqttClient _client;
        private readonly Task _constructed;

        public Worker(MqttClient client)
        {
            _client = client;
            _constructed = PublishAsync("constructed");
        }

        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            await PublishAsync("stopped");
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            Assert.NotEqual(MqttConnectionState.NotStarted, _client.Connection.State);
            await PublishAsync("started");
            await _constructed;
        }

        private Task PublishAsync(string text) => _client.PublishAsync("worker/1", Encoding.UTF8.GetBytes(text), QoS.AtLeastOnce);
    }

    private sealed class Router(MqttClient plain, [FromKeyedServices("a")] MqttClient from, [FromKeyedServices("b")] MqttClient to)
    {
        public MqttClient Plain => plain;

        public MqttClient From => from;

        public MqttClient To => to;
    }

    private sealed class Probe : IHostedService
    {
        public bool IsStarted { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            IsStarted = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
