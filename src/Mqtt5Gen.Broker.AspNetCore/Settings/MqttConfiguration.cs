using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Mqtt5Gen.Broker.AspNetCore.Settings;

/// <summary>Reads the section <c>Mqtt</c> into the options.</summary>
internal sealed class MqttConfiguration(IConfiguration configuration) : IConfigureOptions<MqttBrokerOptions>
{
    private const string Listeners = "Listeners";
    private const string ListenerUrl = "Url";

    private static readonly SettingTable<MqttBrokerOptions> Table = new(MqttSettings.All, $"{Listeners}:0:{ListenerUrl}");

    public void Configure(MqttBrokerOptions options)
    {
        var faults = new List<string>();
        var section = configuration.GetSection(MqttBrokerOptions.Section);
        foreach (var child in section.GetChildren())
        {
            if (child.Key.Equals(Listeners, StringComparison.OrdinalIgnoreCase)) ReadListeners(options, child, faults);
            else Table.Read(MqttBrokerOptions.Section, child, options, faults);
        }

        if (faults.Count > 0) throw new OptionsValidationException(nameof(MqttBrokerOptions), typeof(MqttBrokerOptions), faults);
    }

    private static void ReadListeners(MqttBrokerOptions options, IConfigurationSection listeners, List<string> faults)
    {
        if (listeners.Value is { Length: > 0 } value) faults.Add($"{listeners.Path} is '{value}'; it must be a list, as in {listeners.Path}:0:{ListenerUrl}");

        foreach (var listener in listeners.GetChildren())
        {
            if (listener.Value is { } text) faults.Add($"{listener.Path} is '{text}'; it must have a {ListenerUrl}, as in {listener.Path}:{ListenerUrl}");
            var added = new MqttListenerOptions();
            foreach (var child in listener.GetChildren())
            {
                if (child.Key.Equals(ListenerUrl, StringComparison.OrdinalIgnoreCase)) added.Url = child.Value ?? "";
                else faults.Add(Table.Unknown(MqttBrokerOptions.Section, $"{Listeners}:{listener.Key}:{child.Key}"));
            }

            options.Listeners.Add(added);
        }
    }
}
