using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>Reads the section of a client into its options.</summary>
/// <param name="configuration">Where there is none, nothing is read.</param>
internal sealed class ClientConfiguration(IConfiguration? configuration = null) : IConfigureNamedOptions<MqttHostedClientOptions>
{
    public void Configure(MqttHostedClientOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, MqttHostedClientOptions options)
    {
        if (configuration is null) return;
        var path = MqttHostedClientOptions.SectionOf(name);
        var faults = new List<string>();
        foreach (var child in configuration.GetSection(path).GetChildren()) ClientSettings.Table.Read(path, child, options, faults);
        if (faults.Count > 0) throw new OptionsValidationException(name ?? Options.DefaultName, typeof(MqttHostedClientOptions), faults);
    }
}
