using System.Threading.Tasks.Sources;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>A source of tasks that breaks its contract: it completes, and completes again.</summary>
internal sealed class TwiceSource<T> : IValueTaskSource<T>
    where T : class
{
    private readonly List<Action> _continuations = [];
    private T? _result;

    public void Decide(T result)
    {
        _result = result;
        foreach (var continuation in _continuations) continuation();
    }

    public T GetResult(short token) => _result!;

    public ValueTaskSourceStatus GetStatus(short token) => _result is null ? ValueTaskSourceStatus.Pending : ValueTaskSourceStatus.Succeeded;

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _continuations.Add(() => continuation(state));
}
