namespace Mqtt5Gen.Broker.AspNetCore;

/// <summary>The broker in a host; the section <c>Mqtt</c> of the configuration.</summary>
public sealed class MqttBrokerOptions
{
    /// <summary>The name of the section of the configuration.</summary>
    public const string Section = "Mqtt";

    /// <summary>Where a broker listens that is not told where.</summary>
    public const string DefaultUrl = "mqtt://localhost:1883";

    /// <summary>Where the broker listens; nothing listed: <see cref="DefaultUrl"/>.</summary>
    public IList<MqttListenerOptions> Listeners { get; } = [];

    /// <summary>
    /// Whether clients may come from other machines where nobody asks who they are: there is no <see cref="IAuthenticator"/>, and no Authentication Method is required.
    /// Default: no; only this machine's may. An authenticator that is there decides for itself on clients without a User Name.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>The folder for what must survive a restart; null: nothing is kept.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>How long a connection that is being closed may take to receive what is left, before it is cut. Default: 2 seconds.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The limits of the broker.</summary>
    public BrokerOptions Limits { get; set; } = new();
}
