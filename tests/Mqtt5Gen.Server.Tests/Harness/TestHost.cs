using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Broker.AspNetCore;

namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>A broker in a host of this process, on a free port.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TestHost(IHost host) => _host = host;

    public MqttBroker Broker => _host.Services.GetRequiredService<MqttBroker>();

    public int Port => new Uri(_host.Services.GetRequiredService<MqttEndpoints>().Urls[0]).Port;

    public static async Task<TestHost> StartAsync(Action<MqttBrokerOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddMqttBroker(options =>
        {
            options.Listeners.Add(new MqttListenerOptions { Url = "mqtt://127.0.0.1:0" });
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new TestHost(host);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }
}
