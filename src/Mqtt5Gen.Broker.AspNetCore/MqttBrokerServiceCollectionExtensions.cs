using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Broker.AspNetCore;
using Mqtt5Gen.Broker.AspNetCore.Hosting;
using Mqtt5Gen.Broker.AspNetCore.Logging;
using Mqtt5Gen.Broker.AspNetCore.Settings;
using Mqtt5Gen.Broker.AspNetCore.Transport;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an MQTT broker to a host.</summary>
public static class MqttBrokerServiceCollectionExtensions
{
    /// <summary>Adds a broker that starts and stops with the host. It reads the section <c>Mqtt</c> of the configuration, where there is one.</summary>
    /// <remarks>
    /// <para>
    /// Who may connect and do what is up to the services <see cref="IAuthenticator"/>, <see cref="IAuthorizer"/> and <see cref="IAuthenticationMethod"/> (any
    /// number of them), where they are registered, before or after.
    /// </para>
    /// <para>Every <see cref="BrokerObserver"/> that is registered is told what happens to its clients; one that writes to the log is.</para>
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options after the configuration has set them.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddMqttBroker(this IServiceCollection services, Action<MqttBrokerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddOptions<MqttBrokerOptions>().ValidateOnStart();
        if (configure is not null) services.PostConfigure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<MqttBrokerOptions>, MqttConfiguration>(ReadConfiguration));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MqttBrokerOptions>, MqttOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MqttClock>();
        services.TryAddSingleton<MqttEndpoints>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<BrokerObserver, BrokerLogger>());
        services.TryAddSingleton<ObserverList>();
        services.TryAddSingleton(provider => new MqttBroker(
            provider.GetRequiredService<IOptions<MqttBrokerOptions>>().Value.Limits,
            provider.GetRequiredService<ObserverList>(),
            Access(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MqttBrokerService>());
        return services;
    }

    private static BrokerAccess Access(IServiceProvider provider) => new()
    {
        Authenticator = provider.GetService<IAuthenticator>(),
        Authorizer = provider.GetService<IAuthorizer>(),
        Methods = [.. provider.GetServices<IAuthenticationMethod>()],
    };

    private static MqttConfiguration ReadConfiguration(IServiceProvider provider) =>
        new(provider.GetService<IConfiguration>() ?? new ConfigurationBuilder().Build());
}
