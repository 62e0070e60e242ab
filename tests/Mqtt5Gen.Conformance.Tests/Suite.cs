using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Tests;

/// <summary>The whole suite against our broker, run once, many tests at a time; each row of a theory then looks at one result.</summary>
public sealed class Suite : IAsyncLifetime
{
    private Dictionary<string, CaseResult> _results = [];

    internal IReadOnlyCollection<CaseResult> Results => _results.Values;

    internal CaseResult this[string name] => _results[name];

    public async ValueTask InitializeAsync()
    {
        await using var broker = await OurBroker.StartAsync();
        var results = await Runner.RunAsync(TestList.All, broker.Target, TestContext.Current.CancellationToken);
        _results = results.ToDictionary(result => result.Case.Name, StringComparer.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
