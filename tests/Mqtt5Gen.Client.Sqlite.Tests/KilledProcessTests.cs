using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mqtt5Gen.Broker.AspNetCore;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Sqlite.Tests;

/// <summary>A process with a durable outbox is killed in the middle of publishing, again and again: what was accepted arrives, once and in order.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Count = 10_000;
    private static readonly int[] KilledAfter = [500, 3_000, 1];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mqtt5gen-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 180_000)]
    public async Task WhatWasAcceptedArrivesOnce()
    {
        using var host = await StartBrokerAsync();
        var server = host.Services.GetRequiredService<MqttEndpoints>().Urls[0];
        await using var subscriber = await MqttClient.ConnectAsync(server, new() { SubscriptionCapacity = 10 * Count });
        await using var subscription = await subscriber.SubscribeAsync("durable", QoS.ExactlyOnce, TestContext.Current.CancellationToken);
        var accepted = new List<string>();

        foreach (var limit in KilledAfter) await RunAsync(server, $"run{limit}", Count, accepted, limit);
        await RunAsync(server, "last", Count, accepted, int.MaxValue);

        var arrived = await ReadUntilAsync(subscription, $"last:{Count - 1}");
        Assert.InRange(accepted.Count, Count + KilledAfter.Sum(), Count * (KilledAfter.Length + 1));
        Assert.Equal(arrived.Count, arrived.Distinct().Count());
        Assert.Empty(accepted.Except(arrived));
        var known = accepted.ToHashSet();
        Assert.Equal(accepted, arrived.Where(known.Contains));
        await host.StopAsync();
    }

    private static async Task<IHost> StartBrokerAsync()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddMqttBroker(options =>
        {
            options.Listeners.Add(new MqttListenerOptions { Url = "mqtt://127.0.0.1:0" });
            options.Limits = options.Limits with { QueuedMessages = 10 * Count };
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private async Task RunAsync(string server, string name, int count, List<string> accepted, int killedAfter)
    {
        // From its own folder: beside these tests, which have ASP.NET Core, not all that it needs is copied.
        var folder = AppContext.BaseDirectory.Replace("Mqtt5Gen.Client.Sqlite.Tests", "Mqtt5Gen.DurablePublisher", StringComparison.Ordinal);
        var program = Path.Combine(folder, "Mqtt5Gen.DurablePublisher.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, server, Path.Combine(_folder.FullName, "outbox.db"), name, $"{count}"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var (isDone, left) = (false, killedAfter);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            isDone = line == "done";
            if (!isDone) accepted.Add(line);
            if (--left == 0) process.Kill(); // SIGKILL; what it wrote before is still read
        }

        await process.WaitForExitAsync();
        Assert.Equal(killedAfter == int.MaxValue, isDone && process.ExitCode == 0);
    }

    private static async Task<List<string>> ReadUntilAsync(MqttSubscription subscription, string last)
    {
        var arrived = new List<string>();
        await foreach (var message in subscription.WithCancellation(TestContext.Current.CancellationToken))
        {
            arrived.Add(Encoding.UTF8.GetString(message.Payload.Span));
            if (arrived[^1] == last) return arrived;
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
