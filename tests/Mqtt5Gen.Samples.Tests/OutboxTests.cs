using System.Globalization;
using System.Runtime.InteropServices;
using Mqtt5Gen.Client;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Samples.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

/// <summary>The sample Outbox with one server: what it has accepted arrives once, in order, whatever becomes of it.</summary>
public abstract class OutboxTests(IBroker broker) : IDisposable
{
    private readonly string _server = $"mqtt://127.0.0.1:{broker.Port}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mqtt5gen-samples-");

    private string OutboxFile => Path.Combine(_folder.FullName, "outbox.db");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task AfterItWasKilledTheNextRunSendsTheRest()
    {
        await using var client = await MqttClient.ConnectAsync(_server, new() { SubscriptionCapacity = 10_000 });
        await using var subscription = await client.SubscribeAsync("samples/lines", QoS.ExactlyOnce);
        var lines = Enumerable.Range(0, 500).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        List<string> accepted;

        await using (var first = SampleProcess.Start("Outbox", _server, OutboxFile))
        {
            Assert.Equal("0 lines are left of earlier runs", await first.ReadLineAsync());
            await first.WriteLinesAsync(lines);
            accepted = await AcceptedAsync(first, killAfter: 100);
        }

        await using var second = SampleProcess.Start("Outbox", _server, OutboxFile);
        Assert.EndsWith(" lines are left of earlier runs", await second.ReadLineAsync(), StringComparison.Ordinal);
        await second.WriteLinesAsync("last");
        second.EndInput();
        Assert.Equal("0 lines are left for the next run", (await second.SucceedAsync())[^1]);

        var arrived = await ArrivedAsync(subscription);
        Assert.InRange(accepted.Count, 100, lines.Length);
        Assert.Equal(accepted, arrived.Take(accepted.Count));
        Assert.Equal([.. lines.Take(arrived.Count - 1), "last"], arrived); // one more may be in the file than it had the time to say
    }

    [Fact]
    public async Task WhatIsAcceptedWithoutAServerIsSentByTheNextRun()
    {
        using var closed = new ClosedPort();
        await using (var first = SampleProcess.Start("Outbox", closed.Server, OutboxFile))
        {
            await first.WriteLinesAsync("one", "two");
            first.EndInput();
            var (code, lines, errors) = await first.EndAsync();
            Assert.Equal(["0 lines are left of earlier runs", "accepted: one", "accepted: two"], lines);
            Assert.StartsWith("2 lines are left for the next run. Cannot reach mqtt://127.0.0.1:", Assert.Single(errors), StringComparison.Ordinal);
            Assert.Equal(1, code);
        }

        await using var client = await MqttClient.ConnectAsync(_server);
        await using var subscription = await client.SubscribeAsync("samples/lines", QoS.ExactlyOnce);
        await using var second = SampleProcess.Start("Outbox", _server, OutboxFile);
        second.EndInput();
        Assert.Equal(["2 lines are left of earlier runs", "0 lines are left for the next run"], await second.SucceedAsync());
        Assert.Equal(["one", "two"], await subscription.ReadAsync(2));
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task ASignalEndsItAndSaysWhatIsLeft(PosixSignal signal)
    {
        using var closed = new ClosedPort();
        await using var sample = SampleProcess.Start("Outbox", closed.Server, OutboxFile);
        await sample.ReadLineAsync();
        await sample.WriteLinesAsync("one");
        Assert.Equal("accepted: one", await sample.ReadLineAsync());

        sample.Signal(signal);
        Assert.Equal(["1 lines are left for the next run"], await sample.SucceedAsync());
    }

    private static async Task<List<string>> AcceptedAsync(SampleProcess sample, int killAfter)
    {
        const string Prefix = "accepted: ";
        var accepted = new List<string>();
        while (await sample.ReadLineAsync() is { } line) // what it wrote before it was killed is still read
        {
            if (!line.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            accepted.Add(line[Prefix.Length..]);
            if (accepted.Count == killAfter) sample.Kill();
        }

        return accepted;
    }

    private static async Task<List<string>> ArrivedAsync(MqttSubscription subscription)
    {
        var arrived = new List<string>();
        do arrived.AddRange(await subscription.ReadAsync(1));
        while (arrived[^1] != "last");
        return arrived;
    }
}
