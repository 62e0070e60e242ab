using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Broker.AspNetCore;
using Mqtt5Gen.Broker.AspNetCore.Settings;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Server.Tests.Harness;
using FlagSetting = Mqtt5Gen.Shared.Settings.FlagSetting<Mqtt5Gen.Broker.AspNetCore.MqttBrokerOptions>;
using NumberSetting = Mqtt5Gen.Shared.Settings.NumberSetting<Mqtt5Gen.Broker.AspNetCore.MqttBrokerOptions>;

namespace Mqtt5Gen.Server.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void EveryOptionHasAKey()
    {
        var limits = typeof(BrokerOptions).GetProperties().Where(p => p.SetMethod is { IsPublic: true }).Select(p => p.Name);
        var others = typeof(MqttBrokerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => p.Name)
            .Except([nameof(MqttBrokerOptions.Limits), nameof(MqttBrokerOptions.Listeners)]);
        Assert.Equal(limits.Concat(others).Order(), MqttSettings.All.Select(s => s.Key[(s.Key.IndexOf(':') + 1)..]).Order());
    }

    [Fact]
    public void EveryKeyIsInTheReadme()
    {
        var section = "";
        var keys = new List<string>();
        foreach (var line in Readme.Lines)
        {
            if (line.StartsWith("Keys of `Mqtt", StringComparison.Ordinal)) section = line.Split('`')[1];
            else if (line.StartsWith('#')) section = "";
            else if (section.Length > 0 && line.StartsWith("| `", StringComparison.Ordinal)) keys.Add($"{section}:{line.Split('`')[1]}");
        }

        Assert.Equal(MqttSettings.All.Select(s => $"Mqtt:{s.Key}").Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryDefaultIsAllowed()
    {
        var options = new MqttBrokerOptions();
        Assert.All(MqttSettings.All, setting => Assert.True(setting.IsAllowed(options, out _), setting.Key));
    }

    [Fact]
    public void EachNumberSetsItsOwnProperty()
    {
        foreach (var setting in MqttSettings.All.OfType<NumberSetting>())
        {
            var options = new MqttBrokerOptions();
            Assert.True(setting.TryApply(options, "4321"));
            object holder = setting.Key.StartsWith("Limits:", StringComparison.Ordinal) ? options.Limits : options;
            var property = holder.GetType().GetProperty(setting.Key[(setting.Key.IndexOf(':') + 1)..])!;
            Assert.Equal(4321L, Convert.ToInt64(property.GetValue(holder)));
            Assert.Equal(4321L, setting.Get(options));
        }
    }

    [Fact]
    public void EachFlagSetsItsOwnProperty()
    {
        foreach (var setting in MqttSettings.All.OfType<FlagSetting>().Where(s => s.Key.StartsWith("Limits:", StringComparison.Ordinal)))
        {
            var property = typeof(BrokerOptions).GetProperty(setting.Key["Limits:".Length..])!;
            var options = new MqttBrokerOptions();
            foreach (var value in new[] { false, true })
            {
                Assert.True(setting.TryApply(options, value.ToString()));
                Assert.Equal(value, property.GetValue(options.Limits));
            }
        }
    }

    [Fact]
    public void ATopicHasNoWildcards()
    {
        Assert.Equal("reply/%c", Options(("ResponseInformation", "reply/%c")).Limits.ResponseInformation);
        var fault = Assert.Throws<OptionsValidationException>(() => Options(("ResponseInformation", "reply/+")));
        Assert.Equal(["Mqtt:ResponseInformation is 'reply/+'; it must be a topic name, without + and #"], fault.Failures);
    }

    [Fact]
    public void AChoiceIsReadWithoutRegardToCase()
    {
        Assert.Equal(Strictness.Lenient, Options(("Strictness", "LENIENT")).Limits.Strictness);
        Assert.Equal(QoS.AtLeastOnce, Options(("Limits:MaximumQoS", "1")).Limits.MaximumQoS);
        var fault = Assert.Throws<OptionsValidationException>(() => Options(("Strictness", "loose")));
        Assert.Equal(["Mqtt:Strictness is 'loose'; it must be one of strict, lenient"], fault.Failures);
    }

    [Theory]
    [InlineData("10", 10_000)]
    [InlineData("1.5", 1_500)]
    [InlineData("00:00:20", 20_000)]
    public void ATimeIsSecondsOrHoursMinutesAndSeconds(string text, int milliseconds)
    {
        var options = Options(("Limits:ConnectTimeout", text));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), options.Limits.ConnectTimeout);
    }

    [Theory]
    [InlineData("drop-newest", QueueFullPolicy.DropNewest)]
    [InlineData("Drop-Oldest", QueueFullPolicy.DropOldest)]
    [InlineData("disconnect", QueueFullPolicy.Disconnect)]
    public void AChoiceIsAWord(string text, QueueFullPolicy policy) => Assert.Equal(policy, Options(("Limits:QueueFull", text)).Limits.QueueFull);

    [Fact]
    public void AnotherWordIsAnsweredWithTheChoices()
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Options(("Limits:QueueFull", "1")));
        Assert.Equal(["Mqtt:Limits:QueueFull is '1'; it must be one of drop-newest, drop-oldest, disconnect"], fault.Failures);
    }

    [Fact]
    public void AChoiceThatCodeSetsIsCheckedToo()
    {
        var services = new ServiceCollection().AddMqttBroker(o => o.Limits = o.Limits with { QueueFull = (QueueFullPolicy)7 });
        using var provider = services.BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<MqttBrokerOptions>>().Value);
        Assert.Equal(["Mqtt:Limits:QueueFull is '7'; it must be one of drop-newest, drop-oldest, disconnect"], fault.Failures);
    }

    [Fact]
    public void KeysAreReadWithoutRegardToCase() => Assert.True(Options(("allowanonymous", "TRUE")).AllowAnonymous);

    [Fact]
    public void ListenersAreReadInOrder()
    {
        var options = Options(("Listeners:0:Url", "mqtt://127.0.0.1:1"), ("Listeners:1:Url", "unix:/run/mqtt.sock"));
        Assert.Equal(["mqtt://127.0.0.1:1", "unix:/run/mqtt.sock"], options.Listeners.Select(l => l.Url));
    }

    [Fact]
    public void AnonymousClientsOfOtherMachinesMustBeAllowed()
    {
        Assert.Throws<OptionsValidationException>(() => Options(("Listeners:0:Url", "mqtt://0.0.0.0:1883")));
        Assert.Single(Options(("Listeners:0:Url", "mqtt://0.0.0.0:1883"), ("AllowAnonymous", "true")).Listeners);
    }

    [Fact]
    public void WhereClientsAreAskedWhoTheyAreOtherMachinesMayConnect()
    {
        Assert.Single(Options(("Listeners:0:Url", "mqtt://0.0.0.0:1883"), ("AuthenticationMethodRequired", "true")).Listeners);

        var services = new ServiceCollection().AddMqttBroker(o => o.Listeners.Add(new() { Url = "mqtt://0.0.0.0:1883" })).AddSingleton<IAuthenticator, SlowAuthenticator>();
        using var provider = services.BuildServiceProvider();
        Assert.False(provider.GetRequiredService<IOptions<MqttBrokerOptions>>().Value.AllowAnonymous);
    }

    [Fact]
    public void WhatIsDeniedMayDisconnect()
    {
        Assert.Equal(DeniedPublishPolicy.Disconnect, Options(("DeniedPublish", "disconnect")).Limits.DeniedPublish);
        var fault = Assert.Throws<OptionsValidationException>(() => Options(("DeniedPublish", "ignore")));
        Assert.Equal(["Mqtt:DeniedPublish is 'ignore'; it must be one of refuse, disconnect"], fault.Failures);
    }

    [Theory]
    [InlineData("b.example", true)]
    [InlineData("b.example:1883", true)]
    [InlineData("10.10.151.22:8883 [fe80::9610:3eff:fe1c]:1883", true)] // of section 4.11
    [InlineData("[::1]", true)]
    [InlineData("", false)]
    [InlineData("a  b", false)]
    [InlineData("mqtt://b.example", false)]
    [InlineData("::1", false)]
    [InlineData("b.example:port", false)]
    public void AServerReferenceHasTheFormThatTheStandardRecommends(string text, bool isAllowed)
    {
        if (isAllowed)
        {
            Assert.Equal(text, Options(("ServerReference", text)).Limits.ServerReference);
            return;
        }

        var fault = Assert.Throws<OptionsValidationException>(() => Options(("ServerReference", text)));
        Assert.StartsWith($"Mqtt:ServerReference is '{text}'; it must be a host, host:port or [IPv6]:port", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void RedirectionIsConfigured()
    {
        var limits = Options(("RedirectedClients", "sensor-*  gate"), ("ServerMoved", "true"), ("RedirectsAtShutdown", "true")).Limits;
        Assert.Equal(["sensor-*", "gate"], limits.RedirectedClients);
        Assert.True(limits is { ServerMoved: true, RedirectsAtShutdown: true });
        Assert.Throws<OptionsValidationException>(() => Options(("RedirectedClients", " ")));
    }

    [Fact]
    public void WhatCodeSetsIsCheckedToo()
    {
        var services = new ServiceCollection().AddMqttBroker(o => o.Limits = o.Limits with { ReceiveMaximum = 0 });
        using var provider = services.BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<MqttBrokerOptions>>().Value);
        Assert.Equal(["Mqtt:Limits:ReceiveMaximum is '0'; it must be a whole number from 1 to 65535"], fault.Failures);
    }

    private static MqttBrokerOptions Options(params (string Key, string Value)[] keys)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(keys.Select(k => KeyValuePair.Create($"Mqtt:{k.Key}", (string?)k.Value)))
            .Build();
        using var provider = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddMqttBroker().BuildServiceProvider();
        return provider.GetRequiredService<IOptions<MqttBrokerOptions>>().Value;
    }
}
