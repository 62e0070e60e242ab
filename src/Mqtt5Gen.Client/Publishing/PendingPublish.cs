using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>A publish that somebody waits for, or (from an outbox) nobody does.</summary>
internal sealed class PendingPublish : TaskCompletionSource<PublishResult>
{
    /// <summary>The time of a message without Message Expiry Interval.</summary>
    public const long NeverExpires = long.MaxValue;

    private CancellationTokenRegistration _registration;
    private TaskCompletionSource? _accepted;

    /// <param name="message">What is published.</param>
    /// <param name="terms">Under which terms it may be sent.</param>
    /// <param name="expiresAt">When it expires, a timestamp of the client's clock.</param>
    public PendingPublish(in Outgoing message, Terms terms, long expiresAt)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        Message = message;
        Terms = terms;
        ExpiresAt = expiresAt;
        Node = new(this);
    }

    /// <summary>The message; gone once the server owns it.</summary>
    public Outgoing Message { get; private set; }

    /// <summary>Under which terms it may be sent.</summary>
    public Terms Terms { get; set; }

    /// <summary>When it expires while it waits to be sent, a timestamp of the client's clock.</summary>
    public long ExpiresAt { get; }

    /// <summary>Its name in the outbox; 0 without one.</summary>
    public long Sequence { get; set; }

    /// <summary>The Reason Code of PUBREC, below 0x80.</summary>
    public ReasonCode Received { get; private set; }

    /// <summary>Its place in the queue while it waits to be sent.</summary>
    public LinkedListNode<PendingPublish> Node { get; }

    /// <summary>When the client has taken the message over. From then on, it cannot be cancelled.</summary>
    public Task AcceptedAsync() => (_accepted = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void CancelWith(CancellationToken cancellationToken, Action<PendingPublish> cancelled)
    {
        _registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (pending, cancelled) = ((PendingPublish, Action<PendingPublish>))state!;
                if (!pending.TrySetCanceled(token)) return;
                pending._accepted?.TrySetCanceled(token);
                cancelled(pending);
            },
            (this, cancelled));
    }

    public void Accept()
    {
        if (_accepted is null) return;
        _registration.Unregister();
        _accepted.TrySetResult();
    }

    /// <summary>PUBREC came: the message belongs to the server now, so only its acknowledgement is waited for (4.3.3).</summary>
    public void Release(ReasonCode received)
    {
        Message = default;
        Received = received;
    }

    public void Complete(in PublishResult result)
    {
        _registration.Unregister();
        TrySetResult(result);
    }

    public void Fail(Exception exception)
    {
        _registration.Unregister();
        if (_accepted?.TrySetException(exception) is true) _ = _accepted.Task.Exception;
        if (TrySetException(exception)) _ = Task.Exception; // observed: nobody may wait
    }
}
