using System.Diagnostics;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Benchmarks.Clients;

/// <summary>Our client and MQTTnet's against our server, in one run: messages a second, and what a message takes of this process, which is the client's alone.</summary>
internal static class ClientComparison
{
    private const int Rounds = 3;
    private const int Publishers = 100; // callers at once, at QoS 1

    private static readonly (string Name, Func<ILoadClient> Create)[] Clients =
    [
        ("Mqtt5Gen", () => new OurLoadClient(inPlace: false)),
        ("Mqtt5Gen, in place", () => new OurLoadClient(inPlace: true)),
        ("MQTTnet", () => new MqttNetLoadClient()),
    ];

    public static async Task RunAsync(int messages)
    {
        using var server = await ServerProcess.StartAsync();
        Console.WriteLine($"{messages} messages of {Flood.PayloadSize} bytes, the median of {Rounds} rounds");
        Console.WriteLine();
        Console.WriteLine("| | client | messages/s | CPU µs/message | bytes allocated/message |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var qos in new[] { QoS.AtMostOnce, QoS.AtLeastOnce })
        {
            await CompareAsync($"publish QoS {(int)qos}", Clients.Where(static client => !client.Name.Contains("in place", StringComparison.Ordinal)), create => PublishAsync(server, create, qos, messages), messages);
            await CompareAsync($"receive QoS {(int)qos}", Clients, create => ReceiveAsync(server, create, qos, messages), messages);
        }
    }

    private static async Task CompareAsync(string what, IEnumerable<(string Name, Func<ILoadClient> Create)> clients, Func<Func<ILoadClient>, Task<Cost>> measure, int messages)
    {
        var all = clients.ToList();
        var costs = all.ToDictionary(static client => client.Name, static _ => new List<Cost>());
        for (var round = -1; round < Rounds; round++) // one to warm up; in turns, or the machine's mood would be one client's
        {
            foreach (var (name, create) in all)
            {
                var cost = await measure(create);
                if (round >= 0) costs[name].Add(cost);
            }
        }

        foreach (var (name, _) in all)
        {
            var seconds = Median(costs[name], static cost => cost.Elapsed.TotalSeconds);
            var cpu = Median(costs[name], static cost => cost.Cpu.TotalMicroseconds) / messages;
            Console.WriteLine(FormattableString.Invariant($"| {what} | {name} | {messages / seconds:N0} | {cpu:N2} | {Median(costs[name], static cost => cost.Allocated) / messages:N0} |"));
        }
    }

    private static async Task<Cost> PublishAsync(ServerProcess server, Func<ILoadClient> create, QoS qos, int messages)
    {
        await using var client = create();
        await client.ConnectAsync(server.Port);
        var payload = new byte[Flood.PayloadSize];
        var meter = Meter.Start();
        var callers = qos is QoS.AtMostOnce ? 1 : Publishers;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var left = messages / callers; left > 0; left--) await client.PublishAsync("load/topic", payload, qos);
        })));
        await client.PublishAsync("load/done", payload, QoS.AtLeastOnce); // the server has them all
        return meter.Stop();
    }

    private static async Task<Cost> ReceiveAsync(ServerProcess server, Func<ILoadClient> create, QoS qos, int messages)
    {
        await using var client = create();
        await client.ConnectAsync(server.Port);
        var (count, meter) = (0, default(Meter));
        var done = new TaskCompletionSource<Cost>(TaskCreationOptions.RunContinuationsAsynchronously);
        await client.SubscribeAsync("flood/topic", qos, _ =>
        {
            count++;
            if (count == messages / 10) meter = Meter.Start(); // the flood is at its height
            if (count == messages) done.SetResult(meter.Stop() * (10.0 / 9));
        });
        var flooding = server.FloodAsync("flood/topic", (int)qos, messages);
        var cost = await done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        await flooding;
        return cost;
    }

    private static double Median(List<Cost> costs, Func<Cost, double> value) => costs.Select(value).Order().ElementAt(costs.Count / 2);

    private readonly record struct Cost(TimeSpan Elapsed, TimeSpan Cpu, double Allocated)
    {
        public static Cost operator *(Cost cost, double factor) => new(cost.Elapsed * factor, cost.Cpu * factor, cost.Allocated * factor);
    }

    private readonly record struct Meter(long Time, TimeSpan Cpu, long Allocated)
    {
        public static Meter Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());

        public Cost Stop() => new(Stopwatch.GetElapsedTime(Time), Environment.CpuUsage.TotalTime - Cpu, GC.GetTotalAllocatedBytes() - Allocated);
    }
}
