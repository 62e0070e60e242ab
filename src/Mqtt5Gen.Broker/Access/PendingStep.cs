using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Broker.Access;

/// <summary>A step that is decided later, on whatever thread that happens. The connection's own thread takes it from here.</summary>
internal sealed class PendingStep(Authentication authentication, ConfiguredValueTaskAwaitable<AuthenticationStep> task)
{
    private readonly ConfiguredValueTaskAwaitable<AuthenticationStep>.ConfiguredValueTaskAwaiter _awaiter = task.GetAwaiter();
    private volatile AuthenticationStep? _step;
    private int _isDecided;

    /// <summary>The decision; null until it has come.</summary>
    public AuthenticationStep? Step => _step;

    public void Start() => _awaiter.UnsafeOnCompleted(OnCompleted);

    private void OnCompleted()
    {
        if (Interlocked.Exchange(ref _isDecided, 1) == 1) return; // a source of tasks that tells it twice

        _step = authentication.Take(_awaiter);
        authentication.Connection.Output.ResumeReading();
    }
}
