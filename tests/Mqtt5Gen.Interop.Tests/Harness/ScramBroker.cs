using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Broker.AspNetCore;
using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Interop.Tests.Harness;

/// <summary>Our broker in this process, for one user, who authenticates by SCRAM-SHA-256 and may use the topics below its name.</summary>
public sealed class ScramBroker : IBroker, IAsyncLifetime
{
    public const string User = "ann";
    public const string Password = "pencil";

    private IHost? _host;

    public int Port => new Uri(_host!.Services.GetRequiredService<MqttEndpoints>().Urls[0]).Port;

    public async ValueTask InitializeAsync()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddMqttBroker(options =>
        {
            options.Listeners.Add(new MqttListenerOptions { Url = "mqtt://127.0.0.1:0" });
            options.Limits = options.Limits with { AuthenticationMethodRequired = true };
        });
        builder.Services.AddSingleton<IAuthenticationMethod>(new ScramAuthentication(new ScramUsers(new Dictionary<string, ScramCredential> { [User] = ScramCredential.Of(Password) })));
        builder.Services.AddSingleton<IAuthorizer>(new AccessList([new UserAccess(User, null, new TopicRule("%u/#"))]));
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is null) return;
        await _host.StopAsync();
        _host.Dispose();
    }
}
