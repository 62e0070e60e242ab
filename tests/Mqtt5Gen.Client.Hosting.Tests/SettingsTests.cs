using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Client.Hosting.Settings;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Shared.Settings;

namespace Mqtt5Gen.Client.Hosting.Tests;

public sealed class SettingsTests
{
    private const string Servers = "mqtt://host, mqtts://host, ws://host/path, wss://host/path or unix:/path";

    [Fact]
    public void EveryOptionHasAKey()
    {
        string[] byCode = ["Authentication", "UserProperties", "Transport", "TransportFactory", "Outbox", "TimeProvider", "LoggerFactory", "MeterFactory"];
        var options = PropertiesOf(typeof(MqttClientOptions), "").Except(["Will", "Reconnect", "Queue", .. byCode])
            .Concat(PropertiesOf(typeof(MqttWill), "Will:").Except(["Will:Properties"]))
            .Concat(PropertiesOf(typeof(WillProperties), "Will:").Select(name => name.Replace("WillDelay", "Delay", StringComparison.Ordinal))
                .Except(["Will:PayloadFormatIndicator", "Will:CorrelationData", "Will:UserProperties", "Will:UnknownProperties"]))
            .Concat(PropertiesOf(typeof(MqttReconnect), "Reconnect:").Except(["Reconnect:GiveUpOn", "Reconnect:Random"]))
            .Concat(PropertiesOf(typeof(MqttQueueOptions), "Queue:"))
            .Concat(PropertiesOf(typeof(MqttTransportOptions), "").Except(["Tls", "ConfigureTls"]).Select(name => name.Replace("WebSocket", "WebSocket:", StringComparison.Ordinal)))
            .Concat(PropertiesOf(typeof(MqttTlsOptions), "Tls:"));
        Assert.Equal(options.Append("Server").Order(StringComparer.Ordinal), ClientSettings.All.Select(setting => setting.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryKeyIsInTheReadme()
    {
        var lines = File.ReadLines(Path.Combine(RepositoryRoot.Path, "src", "Mqtt5Gen.Client.Hosting", "README.md"));
        var keys = lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(ClientSettings.All.Select(setting => setting.Key).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryDefaultIsAllowed()
    {
        var options = new MqttHostedClientOptions();
        Assert.All(ClientSettings.All, setting => Assert.True(setting.IsAllowed(options, out _), setting.Key));
        Assert.All(ClientSettings.All.OfType<TimeSetting<MqttHostedClientOptions>>(), setting => Assert.Equal(PropertyOf(setting, options), setting.Get(options)));
    }

    [Fact]
    public void EachNumberSetsItsOwnProperty() => Assert.All(ClientSettings.All.OfType<NumberSetting<MqttHostedClientOptions>>(), setting =>
    {
        var options = new MqttHostedClientOptions();
        Assert.True(setting.TryApply(options, "4321"));
        Assert.Equal(4321L, Convert.ToInt64(PropertyOf(setting, options)));
        Assert.Equal(4321L, setting.Get(options));
    });

    [Fact]
    public void EachTimeSetsItsOwnProperty() => Assert.All(ClientSettings.All.OfType<TimeSetting<MqttHostedClientOptions>>(), setting =>
    {
        var options = new MqttHostedClientOptions();
        Assert.True(setting.TryApply(options, "4321"));
        Assert.Equal(TimeSpan.FromSeconds(4321), PropertyOf(setting, options));
        Assert.Equal(TimeSpan.FromSeconds(4321), setting.Get(options));
    });

    [Fact]
    public void EachFlagSetsItsOwnProperty() => Assert.All(ClientSettings.All.OfType<FlagSetting<MqttHostedClientOptions>>(), setting =>
    {
        var options = new MqttHostedClientOptions();
        foreach (var value in new[] { false, true })
        {
            Assert.True(setting.TryApply(options, value.ToString()));
            Assert.Equal(value, PropertyOf(setting, options));
        }
    });

    [Fact]
    public void WhatIsTextIsReadAsItIs()
    {
        var options = Options(
            null,
            ("Server", "mqtts://one:8884"),
            ("OtherServers", "mqtt://two ws://three/mqtt"),
            ("ClientId", "kitchen"),
            ("Version", "3.1.1"),
            ("UserName", "ann"),
            ("Password", "sécret"),
            ("Reconnect:FirstConnect", "keep-trying"),
            ("Queue:WhenFull", "drop-oldest-qos0"),
            ("Will:Topic", "gone"),
            ("Will:Payload", "bye"),
            ("Will:QoS", "at-least-once"),
            ("Will:ContentType", "text/plain"),
            ("Will:ResponseTopic", "why"));
        Assert.Equal(new Uri("mqtts://one:8884"), options.Server);
        var client = options.Client;
        Assert.Equal([new Uri("mqtt://two"), new Uri("ws://three/mqtt")], client.OtherServers);
        Assert.Equal(("kitchen", ProtocolVersion.V311, "ann", "sécret"), (client.ClientId, client.Version, client.UserName, Encoding.UTF8.GetString(client.Password!.Value.Span)));
        Assert.Equal((MqttFirstConnect.KeepTrying, MqttQueueFull.DropOldestQoS0), (client.Reconnect.FirstConnect, client.Queue.WhenFull));
        Assert.Equal(("gone", "bye", QoS.AtLeastOnce), (client.Will!.Topic, Encoding.UTF8.GetString(client.Will.Payload.Span), client.Will.QoS));
        Assert.Equal(("text/plain", "why"), (client.Will.Properties!.ContentType.ToString(), client.Will.Properties.ResponseTopic.ToString()));
    }

    [Fact]
    public void TransportsAreReadAsTheyAre()
    {
        var transport = Options(
            null,
            ("Server", "wss://one"),
            ("Tls:TargetHost", "two"),
            ("Tls:ApplicationProtocols", "mqtt http/1.1"),
            ("WebSocket:Headers:Authorization", "Bearer x"),
            ("WebSocket:Headers:X-Tenant", "1"),
            ("WebSocket:Proxy", "http://ann:s%40cret@proxy:3128")).Client.Transport;
        Assert.Equal(("two", "mqtt http/1.1"), (transport.Tls.TargetHost, string.Join(' ', transport.Tls.ApplicationProtocols)));
        Assert.Equal(["Authorization: Bearer x", "X-Tenant: 1"], transport.WebSocketHeaders.Select(header => $"{header.Key}: {header.Value}").Order());
        var proxy = Assert.IsType<WebProxy>(transport.WebSocketProxy);
        var credentials = proxy.Credentials!.GetCredential(proxy.Address!, "Basic")!;
        Assert.Equal(("http://proxy:3128/", "ann", "s@cret"), (proxy.Address!.AbsoluteUri, credentials.UserName, credentials.Password));
        Assert.Same(HttpClient.DefaultProxy, Options(null, ("Server", "wss://one"), ("WebSocket:Proxy", "system")).Client.Transport.WebSocketProxy);
    }

    [Fact]
    public void ServersMayBeAList()
    {
        var options = Options(null, ("Server", "mqtt://one"), ("OtherServers:0", "mqtt://two"), ("OtherServers:1", "unix:/run/mqtt.sock"));
        Assert.Equal(["mqtt://two/", "unix:/run/mqtt.sock"], options.Client.OtherServers.Select(server => server.AbsoluteUri));
    }

    [Theory]
    [InlineData("KeepAlive", "2.00:00:00", "MqttClient:KeepAlive is '2.00:00:00'; it must be a time from 0 to 65535 seconds, as seconds or as hh:mm:ss")]
    [InlineData("Will:Topic", "a/+", "MqttClient:Will:Topic is 'a/+'; it must be a topic name, without + and #")]
    [InlineData("Will:Payload", "x", "MqttClient:Will:Topic is not set; it must be a topic name, without + and #")]
    [InlineData("KeepAlife", "5", "MqttClient:KeepAlife is not a known key; the nearest is MqttClient:KeepAlive")]
    [InlineData("Will:Qos1", "1", "MqttClient:Will:Qos1 is not a known key; the nearest is MqttClient:Will:QoS")]
    [InlineData("OtherServers:0:Url", "mqtt://two", "MqttClient:OtherServers:0:Url is not a known key; the nearest is MqttClient:OtherServers")]
    [InlineData("ReceiveMaximum", "0", "MqttClient:ReceiveMaximum is '0'; it must be a whole number from 1 to 65535")]
    [InlineData("Version", "4", "MqttClient:Version is '4'; it must be 5.0 or 3.1.1")]
    [InlineData("CleanStart", "1", "MqttClient:CleanStart is '1'; it must be true or false")]
    [InlineData("Reconnect:FirstConnect", "never", "MqttClient:Reconnect:FirstConnect is 'never'; it must be one of fail, keep-trying, background")]
    [InlineData("Server", "localhost", $"MqttClient:Server is 'localhost'; it must be a URI: {Servers}")]
    [InlineData("Server", "mqtt://ann:secret@one/path", $"MqttClient:Server is 'mqtt://one/path'; it must be a URI: {Servers}")]
    [InlineData("WebSocket:Headers:No Name", "secret", "MqttClient:WebSocket:Headers:No Name is '...'; it must be a part of the configuration in which each key is the name of an HTTP header")]
    [InlineData("WebSocket:Headers:Name", "secret\r\nOther: x", "MqttClient:WebSocket:Headers:Name is '...'; it must be a part of the configuration in which each key is the name of an HTTP header")]
    [InlineData("WebSocket:Headers", "Name: secret", "MqttClient:WebSocket:Headers is '...'; it must be a part of the configuration in which each key is the name of an HTTP header")]
    [InlineData("WebSocket:Headers:Name:More", "secret", "MqttClient:WebSocket:Headers:Name is '...'; it must be a part of the configuration in which each key is the name of an HTTP header")]
    [InlineData("WebSocket:Proxy", "ftp://ann:secret@two", "MqttClient:WebSocket:Proxy is 'ftp://two'; it must be http://host:port (or https, socks4, socks4a, socks5; user:password@ before the host where it asks), or system")]
    [InlineData("Tls:KeyFile", "key.pem", "MqttClient:Tls:KeyFile is 'key.pem'; it must be a file with the private key of the certificate, in PEM. CertificateFile is not set.")]
    [InlineData("Tls:Certificate", "x.pem", "MqttClient:Tls:Certificate is not a known key; the nearest is MqttClient:Tls:CertificateFile")]
    [InlineData("Server", "mqtt://ann:sec/ret@one", $"MqttClient:Server is 'mqtt://one'; it must be a URI: {Servers}")]
    [InlineData("Tls:Host", "one", "MqttClient:Tls:Host is not a known key; the nearest is MqttClient:Tls:TargetHost")]
    [InlineData("OtherServers", "mqtt://two http://three", $"MqttClient:OtherServers is 'mqtt://two http://three'; it must be URIs, separated by spaces or as a list: {Servers}")]
    public void AMistakeNamesTheKeyTheValueAndWhatIsAllowed(string key, string value, string message)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Options(null, ("Server", "mqtt://one"), (key, value)));
        Assert.Equal(message, fault.Message);
    }

    [Theory]
    [InlineData(0)] // U+0000
    [InlineData(0xD800)] // half a character
    public void ATextIsOneThatUtf8CanSay(int character)
    {
        var text = $"a{(char)character}";
        var byKey = Assert.Throws<OptionsValidationException>(() => Options(null, ("Server", "mqtt://one"), ("ClientId", text)));
        Assert.Equal($"MqttClient:ClientId is '{text}'; it must be a text of up to 65535 bytes of UTF-8, without U+0000", byKey.Message);
        using var provider = new ServiceCollection().AddMqttClient(options => (options.Server, options.Client) = (new("mqtt://one"), new() { UserName = text })).BuildServiceProvider();
        var byCode = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<MqttHostedClientOptions>>().Value);
        Assert.StartsWith("MqttClient:UserName is ", byCode.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APasswordIsNotShown()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Options(null, ("Server", "mqtt://one"), ("Password", new string('x', 65_536))));
        Assert.Equal("MqttClient:Password is '65536 bytes'; it must be up to 65535 bytes", fault.Message);
    }

    [Fact]
    public void AClientNeedsAServer()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Options(null));
        Assert.Equal($"MqttClient:Server is not set; it must be a URI: {Servers}", fault.Message);
    }

    [Fact]
    public void AMistakeOfAClientWithANameIsOfItsSection()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Options("factory", ("Server", "mqtt://one"), ("KeepAlive", "a while"), ("Queue:Capazity", "1")));
        Assert.Equal(
            [
                "MqttClients:factory:KeepAlive is 'a while'; it must be a time from 0 to 65535 seconds, as seconds or as hh:mm:ss",
                "MqttClients:factory:Queue:Capazity is not a known key; the nearest is MqttClients:factory:Queue:Capacity",
            ],
            fault.Failures);
    }

    [Theory]
    [MemberData(nameof(SetByCode))]
    public void WhatCodeSetsIsCheckedToo(MqttClientOptions client, string message)
    {
        using var provider = new ServiceCollection().AddMqttClient("b", options => (options.Server, options.Client) = (new("mqtt://one"), client)).BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptionsMonitor<MqttHostedClientOptions>>().Get("b"));
        Assert.Equal(message, fault.Message);
    }

    public static TheoryData<MqttClientOptions, string> SetByCode => new()
    {
        { new() { KeepAlive = TimeSpan.FromDays(2) }, "MqttClients:b:KeepAlive is '2.00:00:00'; it must be a time from 0 to 65535 seconds, as seconds or as hh:mm:ss" },
        { new() { Will = new() { Topic = "a/#" } }, "MqttClients:b:Will:Topic is 'a/#'; it must be a topic name, without + and #" },
        { new() { Will = new() { Topic = "" } }, "MqttClients:b:Will:Topic is not set; it must be a topic name, without + and #" },
        { new() { OtherServers = [new("http://two")] }, $"MqttClients:b:OtherServers is 'http://two/'; it must be URIs, separated by spaces or as a list: {Servers}" },
        { new() { Transport = new() { Tls = new() { KeyFile = "k" } } }, "MqttClients:b:Tls:KeyFile is 'k'; it must be a file with the private key of the certificate, in PEM. CertificateFile is not set." },
        {
            new() { Transport = new() { WebSocketHeaders = new Dictionary<string, string> { ["a b"] = "secret" } } },
            "MqttClients:b:WebSocket:Headers is 'a b'; it must be a part of the configuration in which each key is the name of an HTTP header"
        },
        { new() { Queue = null! }, "MqttClients:b: Value cannot be null. (Parameter 'Queue')" },
        {
            new() { Reconnect = new() { FirstDelay = TimeSpan.FromMinutes(3) } },
            "MqttClients:b: MaximumDelay ('00:02:00') must be greater than or equal to '00:03:00'. (Parameter 'MaximumDelay') Actual value was 00:02:00."
        },
    };

    [Fact]
    public void ATimeoutThatCodeTurnsOffIsAllowed()
    {
        var client = new MqttClientOptions { ConnectTimeout = Timeout.InfiniteTimeSpan, DisconnectTimeout = Timeout.InfiniteTimeSpan };
        using var provider = new ServiceCollection().AddMqttClient(options => (options.Server, options.Client) = (new("mqtt://one"), client)).BuildServiceProvider();
        Assert.Same(client, provider.GetRequiredService<IOptions<MqttHostedClientOptions>>().Value.Client);
    }

    private static IEnumerable<string> PropertiesOf(Type type, string prefix) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true }).Select(property => prefix + property.Name);

    /// <summary>What stands behind a key, found by its name.</summary>
    private static object? PropertyOf(Setting<MqttHostedClientOptions> setting, MqttHostedClientOptions options)
    {
        object holder = options.Client;
        foreach (var name in setting.Key.Replace("Will:DelayInterval", "Will:Properties:WillDelayInterval", StringComparison.Ordinal)
            .Replace("Will:Message", "Will:Properties:Message", StringComparison.Ordinal)
            .Replace("Tls:", "Transport:Tls:", StringComparison.Ordinal)
            .Split(':'))
        {
            holder = holder.GetType().GetProperty(name)!.GetValue(holder)!;
        }

        return holder;
    }

    private static MqttHostedClientOptions Options(string? name, params (string Key, string Value)[] keys)
    {
        var section = name is null ? "MqttClient" : $"MqttClients:{name}";
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in keys) values[$"{section}:{key}"] = value; // the last counts
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        using var provider = (name is null ? services.AddMqttClient() : services.AddMqttClient(name)).BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<MqttHostedClientOptions>>().Get(name ?? "");
    }
}
