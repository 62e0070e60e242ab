namespace Mqtt5Gen.Client.Hosting.Settings;

/// <summary>HTTP headers of the request that opens a WebSocket, each a key below this one. Their values may be secrets.</summary>
internal sealed record HeadersSetting(string Key) : Setting<MqttHostedClientOptions>(Key, "a part of the configuration in which each key is the name of an HTTP header")
{
    public override bool IsMap => true;

    public override bool TryApply(MqttHostedClientOptions options, string text) => false;

    public override bool TryApply(MqttHostedClientOptions options, string name, string text)
    {
        if (!MqttTransportOptions.IsHeader(name, text)) return false;
        var transport = options.Client.Transport;
        var headers = new Dictionary<string, string>(transport.WebSocketHeaders, StringComparer.OrdinalIgnoreCase) { [name] = text };
        options.Client = options.Client with { Transport = transport with { WebSocketHeaders = headers } };
        return true;
    }

    public override bool IsAllowed(MqttHostedClientOptions options, out string value)
    {
        var refused = options.Client.Transport.WebSocketHeaders.Where(static header => !MqttTransportOptions.IsHeader(header.Key, header.Value)).Select(static header => header.Key).FirstOrDefault();
        value = refused ?? "";
        return refused is null;
    }

    public override string Shown(string text) => "...";
}
