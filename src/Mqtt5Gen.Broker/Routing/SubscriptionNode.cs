namespace Mqtt5Gen.Broker.Routing;

/// <summary>The end of all filters that share the levels to here.</summary>
internal sealed class SubscriptionNode<TSubscriber, TSubscription>(byte[] level) : LevelNode<SubscriptionNode<TSubscriber, TSubscription>>(level)
    where TSubscriber : class
{
    private static readonly byte[] PlusLevel = [(byte)'+'];

    /// <summary>The child for the level <c>+</c>.</summary>
    public SubscriptionNode<TSubscriber, TSubscription>? Plus { get; private set; }

    /// <summary>Subscriptions whose filter ends here.</summary>
    public SubscriberSet<TSubscriber, TSubscription>? Here { get; set; }

    /// <summary>Subscriptions whose filter goes on with <c>#</c>: they match here and at all that is below.</summary>
    public SubscriberSet<TSubscriber, TSubscription>? Below { get; set; }

    public bool HasSubscribers => Here is not null || Below is not null;

    public int BranchCount => ChildCount + (Plus is null ? 0 : 1);

    public SubscriptionNode<TSubscriber, TSubscription>? FindBranch(ReadOnlySpan<byte> level) => level is [(byte)'+'] ? Plus : FindChild(level);

    public SubscriptionNode<TSubscriber, TSubscription> AddBranch(ReadOnlySpan<byte> level)
    {
        if (level is [(byte)'+']) return Plus = new(PlusLevel);

        var child = new SubscriptionNode<TSubscriber, TSubscription>(level.ToArray());
        AddChild(child);
        return child;
    }

    public void RemoveBranch(SubscriptionNode<TSubscriber, TSubscription> branch)
    {
        if (ReferenceEquals(branch, Plus))
        {
            Plus = null;
            return;
        }

        RemoveChild(branch);
    }
}
