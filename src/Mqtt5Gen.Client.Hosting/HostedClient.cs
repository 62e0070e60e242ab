using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mqtt5Gen.Client.Hosting;

/// <summary>A client that was added: stands among the services, so that each is added once and the host knows all of them.</summary>
/// <param name="Name">Its key; empty for the client without a name.</param>
internal sealed record HostedClient(string Name)
{
    private bool HasName => Name.Length > 0;

    public MqttClient In(IServiceProvider services) =>
        HasName ? services.GetRequiredKeyedService<MqttClient>(Name) : services.GetRequiredService<MqttClient>();

    /// <summary>Makes it, not started.</summary>
    /// <exception cref="OptionsValidationException">Its options cannot be used.</exception>
    public MqttClient Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptionsMonitor<MqttHostedClientOptions>>().Get(Name);
        return MqttClient.Create(options.Server!, WithServices(options.Client, services));
    }

    /// <summary>The options with what is not said in them and is there as a service. The one place for it.</summary>
    private MqttClientOptions WithServices(MqttClientOptions options, IServiceProvider services) => options with
    {
        Outbox = options.Outbox ?? (HasName ? services.GetKeyedService<IMqttOutbox>(Name) : services.GetService<IMqttOutbox>()),
    };
}
