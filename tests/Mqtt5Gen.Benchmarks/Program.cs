using BenchmarkDotNet.Running;
using Mqtt5Gen.Benchmarks.Clients;

// dotnet run -c Release --project tests/Mqtt5Gen.Benchmarks -- --filter '*Codec*'
// dotnet run -c Release --project tests/Mqtt5Gen.Benchmarks -- clients
switch (args)
{
    case ["clients", .. var rest]:
        await ClientComparison.RunAsync(rest.Length > 0 ? int.Parse(rest[0], System.Globalization.CultureInfo.InvariantCulture) : 100_000);
        break;
    case ["flood", var port, var topic, var qos, var count]:
        await Flood.RunAsync(port, topic, qos, count);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Flood).Assembly).Run(args);
        break;
}
