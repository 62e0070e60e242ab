namespace Mqtt5Gen.Client.Hosting;

/// <summary>A client of a host: the section <c>MqttClient</c> of the configuration, or <c>MqttClients:NAME</c> for one with a name, and then what code sets.</summary>
public sealed class MqttHostedClientOptions
{
    /// <summary>The section of the client without a name.</summary>
    public const string Section = "MqttClient";

    /// <summary>The section below which each client with a name has one.</summary>
    public const string NamedSection = "MqttClients";

    /// <summary>The server, by a URI as <see cref="MqttTransport.ConnectAsync"/> takes it. Default: null, but the host does not start without one.</summary>
    public Uri? Server { get; set; }

    /// <summary>
    /// How it connects, and its limits. Set it as <c>options.Client = options.Client with { ... }</c>, so that what was configured stays. The defaults are those of the client, but for one:
    /// its first connection is made in the background (<see cref="MqttFirstConnect.Background"/>), so that the host does not wait for the server.
    /// </summary>
    public MqttClientOptions Client
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }
    = new() { Reconnect = MqttReconnect.Default with { FirstConnect = MqttFirstConnect.Background } };

    /// <summary>The section of a client by its name, which is empty for the one without.</summary>
    internal static string SectionOf(string? name) => string.IsNullOrEmpty(name) ? Section : $"{NamedSection}:{name}";
}
