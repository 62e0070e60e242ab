using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Broker.AspNetCore.Listeners;

namespace Mqtt5Gen.Broker.AspNetCore.Settings;

/// <summary>Checks the options when the host starts, whoever set them.</summary>
internal sealed class MqttOptionsValidator(IServiceProviderIsService services) : IValidateOptions<MqttBrokerOptions>
{
    private static readonly SettingTable<MqttBrokerOptions> Table = new(MqttSettings.All);

    public ValidateOptionsResult Validate(string? name, MqttBrokerOptions options)
    {
        var faults = Table.Faults(MqttBrokerOptions.Section, options).Concat(options.Listeners.Select(l => Listener(l, options)).OfType<string>()).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private string? Listener(MqttListenerOptions listener, MqttBrokerOptions options)
    {
        if (listener.Url.Length == 0) return $"{MqttBrokerOptions.Section}:Listeners has an entry without Url";
        if (ListenAddress.TryParse(listener.Url, out var address) is { } fault) return $"cannot listen on {listener.Url}: {fault}";
        if (options.AllowAnonymous || address!.IsLocal || options.Limits.AuthenticationMethodRequired || services.IsService(typeof(IAuthenticator))) return null;

        return $"cannot listen on {listener.Url}: other machines could connect without authentication; "
            + $"set {MqttBrokerOptions.Section}:AllowAnonymous=true to allow that, or listen on localhost";
    }
}
