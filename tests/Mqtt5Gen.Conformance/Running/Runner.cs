using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Client;

namespace Mqtt5Gen.Conformance.Running;

/// <summary>Runs tests against a broker, several at a time: they share it, and nothing else.</summary>
internal static class Runner
{
    /// <summary>Most tests wait for the broker or for time to pass, not for the processor.</summary>
    private const int AtATime = 24;

    /// <summary>Runs the tests; the results come in the order of the tests.</summary>
    public static async Task<IReadOnlyList<CaseResult>> RunAsync(IReadOnlyList<TestCase> tests, Target target, CancellationToken cancel)
    {
        var results = new CaseResult[tests.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, tests.Count), limits, async (index, _) => results[index] = await RunAsync(tests[index], target));
        return results;
    }

    /// <summary>Runs one test.</summary>
    public static async Task<CaseResult> RunAsync(TestCase test, Target target)
    {
        if (target.Lacks(test) is { } lacking) return new(test, Outcome.NotApplicable, lacking);

        await using var bench = new Bench(target, test);
        try
        {
            await test.Body(bench);
            return new(test, Outcome.Passed, "");
        }
        catch (NotApplicableException e)
        {
            return new(test, Outcome.NotApplicable, bench.WithoutName(e.Message));
        }
        catch (Exception e)
        {
            return new(test, Outcome.Failed, bench.WithoutName(e is ConformanceException ? e.Message : $"{e.GetType().Name}: {e.Message}"));
        }
    }
}
