using Microsoft.Extensions.Options;

namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>Checks the options of a client when the host starts, whoever set them.</summary>
internal sealed class ClientOptionsValidator : IValidateOptions<MqttHostedClientOptions>
{
    public ValidateOptionsResult Validate(string? name, MqttHostedClientOptions options)
    {
        var section = MqttHostedClientOptions.SectionOf(name);
        var refusal = Refusal(options.Client);
        if (refusal is ArgumentNullException) return ValidateOptionsResult.Fail(Sentence(section, refusal)); // there is nothing to look into

        var faults = ClientSettings.Table.Faults(section, options).ToList();
        if (options.Server is null) faults.Add(ClientSettings.Missing(section, ClientSettings.Server));
        if (options.Client.Will is { Topic: null or "" }) faults.Add(ClientSettings.Missing(section, ClientSettings.WillTopic)); // [MQTT-3.1.2-9]
        if (refusal is not null && options.Client.Transport.Tls.AddTo(new()) is { } fault) faults.Add($"{section}:Tls:{fault}"); // the client has read the files by then
        if (faults.Count == 0 && refusal is not null) faults.Add(Sentence(section, refusal));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>What the client says against options of which each by itself is allowed.</summary>
    private static ArgumentException? Refusal(MqttClientOptions options)
    {
        try
        {
            options.Validate();
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception;
        }
    }

    private static string Sentence(string section, ArgumentException refusal) => $"{section}: {refusal.Message.ReplaceLineEndings(" ")}";
}
