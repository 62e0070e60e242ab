using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Broker.AspNetCore;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Brokers;

/// <summary>Our broker, in this process, on free ports of the loopback address.</summary>
internal sealed class OurBroker : IBrokerUnderTest
{
    /// <summary>What it offers.</summary>
    public const Capability Offers = Capability.QoS1 | Capability.QoS2 | Capability.Retain | Capability.Wildcards | Capability.SubscriptionIdentifiers
        | Capability.SharedSubscriptions | Capability.TopicAliases | Capability.AssignedClientIds | Capability.LastingSessions | Capability.WillDelay | Capability.V311 | Capability.V31
        | Capability.PayloadFormatChecks | Capability.EnhancedAuthentication | Capability.WebSocket;

    /// <summary>How it is configured.</summary>
    public static readonly IReadOnlyList<Profile> Profiles = [Profile.Usual, Profile.Limited, Profile.Secured];

    private static readonly BrokerOptions Limited = new()
    {
        MaximumQoS = QoS.AtLeastOnce,
        RetainAvailable = false,
        WildcardSubscriptionAvailable = false,
        SubscriptionIdentifierAvailable = false,
        SharedSubscriptionAvailable = false,
        MaximumPacketSize = 2000,
        TopicAliasMaximum = 2,
        ReceiveMaximum = 10,
        ServerKeepAlive = 30,
    };

    private readonly List<IHost> _hosts = [];
    private Uri? _webSocket;

    private OurBroker()
    {
    }

    public Target Target { get; private set; } = null!;

    public static async Task<OurBroker> StartAsync()
    {
        var broker = new OurBroker();
        broker.Target = new Target
        {
            Name = "Mqtt5Gen",
            EndPoints = new Dictionary<Profile, EndPoint>
            {
                [Profile.Usual] = await broker.StartAsync(new()),
                [Profile.Limited] = await broker.StartAsync(Limited),
                [Profile.Secured] = await broker.StartAsync(new(), Access()),
            },
            WebSocket = broker._webSocket,
            Capabilities = Offers,
            TellsReasons = true,
            Deadline = TimeSpan.FromSeconds(30),
        };
        return broker;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    private static AccessList Access()
    {
        var password = PasswordHash.Of(Encoding.UTF8.GetBytes(Credentials.Password), iterations: 1000);
        return new AccessList([new UserAccess(Credentials.UserName, password, new TopicRule("#"), new TopicRule($"{Credentials.Forbidden}/#", IsDenied: true))]);
    }

    private async Task<EndPoint> StartAsync(BrokerOptions limits, AccessList? access = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddMqttBroker(options =>
        {
            options.Listeners.Add(new MqttListenerOptions { Url = "mqtt://127.0.0.1:0" });
            options.Listeners.Add(new MqttListenerOptions { Url = "ws://127.0.0.1:0/mqtt" });
            options.Limits = limits;
        });
        builder.Services.AddSingleton<IAuthenticationMethod, EchoAuthentication>();
        if (access is not null) builder.Services.AddSingleton<IAuthenticator>(access).AddSingleton<IAuthorizer>(access);
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync();
        var urls = host.Services.GetRequiredService<MqttEndpoints>().Urls;
        _webSocket ??= new Uri(urls[1]); // of the usual profile, which is the first
        var url = new Uri(urls[0]);
        return new IPEndPoint(IPAddress.Parse(url.Host), url.Port);
    }
}
