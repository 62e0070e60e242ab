namespace Mqtt5Gen.Broker.Routing;

/// <summary>
/// A subscriber that receives a message, and its subscriptions that match: the broker sends one copy at the highest of their
/// Maximum QoS, with all their identifiers. Valid until its list is cleared or filled again.
/// </summary>
public readonly struct MatchedSubscriber<TSubscriber, TSubscription>
    where TSubscriber : class
{
    private readonly MatchList<TSubscriber, TSubscription> _list;
    private readonly int _index;

    internal MatchedSubscriber(MatchList<TSubscriber, TSubscription> list, int index) => (_list, _index) = (list, index);

    /// <summary>The subscriber.</summary>
    public TSubscriber Subscriber => _list.SubscriberAt(_index);

    /// <summary>One of its subscriptions.</summary>
    public TSubscription First => _list.FirstAt(_index);

    /// <summary>Whether <see cref="First"/> is all of them, as it nearly always is.</summary>
    public bool IsSingle => _list.ChainAt(_index) == 0;

    /// <summary>All its subscriptions that match, at least one; the order means nothing.</summary>
    public Enumerator GetEnumerator() => new(_list, _index);

    /// <summary>Goes through the subscriptions.</summary>
    public struct Enumerator
    {
        private readonly MatchList<TSubscriber, TSubscription> _list;
        private readonly int _index;
        private int _next;

        internal Enumerator(MatchList<TSubscriber, TSubscription> list, int index) => (_list, _index, _next, Current) = (list, index, -1, default!);

        /// <summary>The subscription reached.</summary>
        public TSubscription Current { get; private set; }

        /// <summary>Goes to the next; false after the last.</summary>
        public bool MoveNext()
        {
            if (_next == 0) return false;

            (Current, _next) = _next < 0 ? (_list.FirstAt(_index), _list.ChainAt(_index)) : _list.MoreAt(_next);
            return true;
        }
    }
}
