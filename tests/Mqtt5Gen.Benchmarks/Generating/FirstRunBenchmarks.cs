using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace Mqtt5Gen.Benchmarks.Generating;

/// <summary>What the generator takes in a compiler that has just started: most of it is the runtime's compiling of the generator itself.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 5, warmupCount: 0, iterationCount: 1)]
public class FirstRunBenchmarks
{
    private readonly IReadOnlyList<SpecText> _files = SpecText.Repository();

    [Benchmark(Description = "everything, in a fresh process")]
    public int Everything() => new GeneratorSession(_files).Run();
}
