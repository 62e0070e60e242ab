using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Client;
using Mqtt5Gen.Client.Hosting;
using Mqtt5Gen.Client.Hosting.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds MQTT clients to a host.</summary>
public static class MqttClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds a client as the singleton <see cref="MqttClient"/>. It reads the section <c>MqttClient</c> of the configuration, where there is one. Without a host it is not started: call
    /// <see cref="MqttClient.StartAsync"/>, and dispose the container asynchronously.
    /// </summary>
    /// <remarks>
    /// <para>
    /// It starts before the other services of the host, so that they find it started, and disconnects when they have stopped, so that they may publish until then; what they publish before the start waits for it.
    /// Whether the host waits for the server is up to <see cref="MqttReconnect.FirstConnect"/> of the options: by default it does not.
    /// </para>
    /// <para>An <see cref="IMqttOutbox"/> that is registered, before or after, is used unless the options have one; for a client with a name, one of the same key.</para>
    /// <para>A client that ends for good while the host runs (<see cref="MqttClient.Disconnected"/>) does not stop the host.</para>
    /// <para>Adding it again adds to its options. What is mistaken in them stops the host when it starts, with an <see cref="OptionsValidationException"/> that names the key.</para>
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options after the configuration has set them.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddMqttClient(this IServiceCollection services, Action<MqttHostedClientOptions>? configure = null) =>
        Add(services, new HostedClient(Options.Options.DefaultName), configure);

    /// <summary>
    /// Adds a client with a name, any number of them: the keyed singleton <see cref="MqttClient"/> (<see cref="FromKeyedServicesAttribute"/>), which reads the section <c>MqttClients:NAME</c>.
    /// </summary>
    /// <inheritdoc cref="AddMqttClient(IServiceCollection, Action{MqttHostedClientOptions}?)"/>
    /// <param name="services">The host's services.</param>
    /// <param name="name">Its key, with regard to case; not empty or white space.</param>
    /// <param name="configure">Sets options after the configuration has set them.</param>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public static IServiceCollection AddMqttClient(this IServiceCollection services, string name, Action<MqttHostedClientOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Add(services, new HostedClient(name), configure);
    }

    private static IServiceCollection Add(IServiceCollection services, HostedClient client, Action<MqttHostedClientOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<MqttHostedClientOptions>, ClientConfiguration>()); // before what the delegates set
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MqttHostedClientOptions>, ClientOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HostedClients>());
        if (configure is not null) services.Configure(client.Name, configure);
        if (services.Any(service => !service.IsKeyedService && client.Equals(service.ImplementationInstance))) return services;

        services.AddSingleton(client);
        services.AddOptions<MqttHostedClientOptions>(client.Name).ValidateOnStart();
        return client.Name.Length > 0
            ? services.AddKeyedSingleton(client.Name, (provider, _) => client.Create(provider))
            : services.AddSingleton(client.Create);
    }
}
