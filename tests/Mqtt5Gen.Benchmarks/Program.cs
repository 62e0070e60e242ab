using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/Mqtt5Gen.Benchmarks -- --filter '*Codec*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
