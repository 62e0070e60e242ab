using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Broker.AspNetCore.Logging;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Server.Tests.Harness;
using Mqtt5Gen.Shared;

namespace Mqtt5Gen.Server.Tests;

public sealed class LogTests
{
    private static readonly LoggerMessageAttribute[] Messages =
        [.. typeof(BrokerLog).GetMethods().Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()];

    [Fact]
    public void EventIdsAreUnique() => Assert.Equal(Messages.Length, Messages.Select(m => m.EventId).Where(id => id > 0).Distinct().Count());

    [Fact]
    public void EachEventIsInTheReadme()
    {
        var rows = Readme.Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.All(Messages, m => Assert.Contains($"| {m.EventId} | {m.Level} | `{m.Message}` |", rows));
    }

    [Theory]
    [InlineData("kitchen", "\"kitchen\"")]
    [InlineData("a\r\n2026 forged", "\"a\\u000d\\u000a2026 forged\"")]
    [InlineData("\u001b[31m", "\"\\u001b[31m\"")]
    [InlineData("say \"\\\"", "\"say \\\"\\\\\\\"\"")]
    [InlineData("\u202Eabc\u2028", "\"\\u202eabc\\u2028\"")]
    [InlineData("größe/温度/🌡", "\"größe/温度/🌡\"")]
    public void WhatAPeerChoseStaysInItsLine(string clientId, string expected) => Assert.Equal(expected, new LogText(clientId).ToString());

    [Fact]
    public void WhatIsTooLongIsCut() => Assert.Equal($"\"{new string('ä', 128)}\"... (258 bytes)", new LogText(new string('ä', 129)).ToString());

    [Fact]
    public async Task ClientsAreLoggedWithoutWhatIsSecret()
    {
        var log = new RecordingLog();
        await using (var host = await TestHost.StartAsync(services: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))))
        {
            using var client = await RawClient.ConnectAsync(host.Port);
            await client.SendAsync(new Connect { ClientId = "kit\nchen", CleanStart = true, UserName = "bob", Password = "hunter2"u8.ToArray() }.ToArray(ProtocolVersion.V5));
            await client.SendAsync(new Publish { TopicName = "secret/topic", Payload = "s3cret"u8.ToArray(), QoS = QoS.AtLeastOnce, PacketId = 1 }.ToArray(ProtocolVersion.V5));
            await client.SendAsync(new Disconnect().ToArray(ProtocolVersion.V5));
            await DrainAsync(client);
        }

        var lines = log.Lines.Where(line => line.Contains("kit", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, lines.Length);
        Assert.Matches("""^Debug Mqtt5Gen.Broker.MqttBroker 10 "kit\\u000achen" connected from 127.0.0.1:\d+ to mqtt://127.0.0.1:\d+, MQTT V5, session present: False$""", lines[0]);
        Assert.Matches("""^Debug Mqtt5Gen.Broker.MqttBroker 11 "kit\\u000achen" at 127.0.0.1:\d+ disconnected: NormalDisconnection$""", lines[1]);
        Assert.DoesNotContain(log.Lines, line => line.Contains("hunter2", StringComparison.Ordinal) || line.Contains("s3cret", StringComparison.Ordinal) || line.Contains("bob", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnObserverThatThrowsHarmsNobody()
    {
        var log = new RecordingLog();
        await using (var host = await TestHost.StartAsync(services: services => services
            .AddSingleton<BrokerObserver, Thrower>()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))))
        {
            using var client = await RawClient.ConnectAsync(host.Port);
            await client.SendAsync(new Connect { ClientId = "c", CleanStart = true }.ToArray(ProtocolVersion.V5));
            await client.SendAsync(new Disconnect().ToArray(ProtocolVersion.V5));
            await DrainAsync(client);
        }

        Assert.Contains(log.Lines, line => line.EndsWith(" 3 Thrower failed; the broker goes on", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains(" 11 \"c\"", StringComparison.Ordinal));
    }

    private static async Task DrainAsync(RawClient client)
    {
        while (!await client.IsEndedAsync())
        {
            // a byte of an answer
        }
    }

    private sealed class Thrower : BrokerObserver
    {
        public override void Connected(Connection connection, bool isSessionPresent) => throw new InvalidOperationException("no");
    }
}
