using Mqtt5Gen.Broker;

namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>An authenticator that decides when the test says so, on a thread of the pool.</summary>
internal sealed class SlowAuthenticator : IAuthenticator
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<AuthenticationResult> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task.WaitAsync(Patience);

    public Task Cancelled => _cancelled.Task.WaitAsync(Patience);

    public void Decide(AuthenticationResult result) => _decision.SetResult(result);

    public ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, CancellationToken cancellation)
    {
        cancellation.Register(_cancelled.SetResult);
        _asked.SetResult();
        return new(_decision.Task);
    }
}
